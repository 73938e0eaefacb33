"""The problem for each exception: in DRF's views, and where Django answers without one."""

import errno
import math
import sys
from collections.abc import Mapping
from typing import TypedDict

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.api import logs
from foundation.api.addresses import is_for_officers
from foundation.api.problems import Problem, field_errors, response
from foundation.files.away import RETRY_SECONDS, StorageAway

RETRY_AFTER = 5  # seconds, while the database is unavailable
# PostgreSQL's error for a write to a read-only database, as a standby.
READ_ONLY = "25006"
# psycopg's error has no state if the reply did not come from PostgreSQL: a pooler that lost its
# server reports it in the middle of a reply.
CUT_OFF = None
# The disk is full, its quota is used up, or it is read-only.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class Context(TypedDict):
    """DRF's context of a failed view."""

    request: Request
    view: APIView


def from_exception(error: Exception) -> Problem | None:
    """Return the problem for `error`, or None if it is a mistake of ours."""
    match error:
        case Problem():
            return error
        case exceptions.ValidationError():
            return Problem("invalid_request", errors=field_errors(error.detail, "body"))
        case StorageAway():
            return Problem("files_away", retry_after=RETRY_SECONDS)
        case exceptions.Throttled():
            wait = getattr(error, "wait", None) or 1
            return Problem("throttled", retry_after=max(1, math.ceil(wait)))
    if _cannot_serve(error):
        return Problem("unavailable", retry_after=RETRY_AFTER)
    code = next((code for kind, code in _BY_EXCEPTION.items() if isinstance(error, kind)), None)
    return Problem(code) if code else None


def _cannot_serve(error: Exception) -> bool:
    """Return True if the database is unavailable, or nothing can be written."""
    match error:
        case OperationalError() | InterfaceError():
            return True
        case InternalError():
            return getattr(error.__cause__, "sqlstate", "") in (READ_ONLY, CUT_OFF)
        case OSError():
            return error.errno in NO_ROOM
    return False


# The first match decides, so special kinds come before general ones.
_BY_EXCEPTION: Mapping[type[Exception], str] = {
    exceptions.ParseError: "malformed_body",
    exceptions.NotAuthenticated: "unauthenticated",
    exceptions.AuthenticationFailed: "unauthenticated",
    exceptions.PermissionDenied: "forbidden",
    PermissionDenied: "forbidden",
    exceptions.NotFound: "not_found",
    Http404: "not_found",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.NotAcceptable: "not_acceptable",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    RequestDataTooBig: "body_too_large",
    SuspiciousOperation: "invalid_request",
}


def exception_handler(error: Exception, context: Context) -> HttpResponse | None:
    """Answer known errors; leave mistakes of ours to `server_error`. DRF's EXCEPTION_HANDLER."""
    problem = from_exception(error)
    if problem is None:
        return None
    answer = response(context["request"]._request, problem)
    if isinstance(error, exceptions.MethodNotAllowed):
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
    return answer


# --- Django's handlers: requests that never reach a DRF view --------------------------------------


_WAITS = {"unavailable": RETRY_AFTER, "files_away": RETRY_SECONDS}


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Return the problem `code` as a page to officers, as a document to everybody else."""
    problem = Problem(code, retry_after=_WAITS.get(code))
    if not is_for_officers(request):
        return response(request, problem)
    detail = _to_officers(problem.type.detail)
    context = {"problem": problem.type, "detail": detail, "request_id": logs.request_id.get()}
    answer = render(request, "problem.html", context, status=problem.type.status)
    for name, value in {"Cache-Control": "no-store", **problem.headers}.items():
        answer[name] = value
    return answer


def _to_officers(text: str) -> str:
    """Return a text for citizens in the form of address for officers."""
    return text.replace("Ông/bà", "Đồng chí").replace("ông/bà", "đồng chí")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django refuses. Django's handler400."""
    return page(
        request, "body_too_large" if isinstance(exception, RequestDataTooBig) else "invalid_request"
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """Answer a forbidden request. Django's handler403."""
    return page(request, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """Answer an unknown address. Django's handler404."""
    return page(request, "not_found")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """Answer an officer's form that was sent too late or from elsewhere.

    Django's CSRF_FAILURE_VIEW.
    """
    return page(request, "form_expired")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a mistake of ours, or a database that does not accept writes. Django's handler500."""
    error = sys.exc_info()[1]
    problem = from_exception(error) if isinstance(error, Exception) else None
    return page(request, problem.type.code if problem else "server_error")
