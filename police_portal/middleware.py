"""Layers around every request.

Its identity, its bounds, and what only the officers' admin needs.
"""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

import structlog
from axes.middleware import AxesMiddleware
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django_otp.middleware import OTPMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from foundation.api import logs, problems

log = structlog.get_logger("police_portal.requests")

ADMIN_PREFIX = "/quan-tri/"
FAILURE = (
    "police_portal.failure"  # where a request keeps the problem that stands for an unexpected error
)
SLOW_SECONDS = 1.0
CLIENT_ERROR, SERVER_ERROR = 400, 500
GetResponse = Callable[[HttpRequest], HttpResponseBase]
_PROXY_REQUEST_ID = re.compile(r"[0-9a-f]{32}")


class RequestIdentity:
    """Gives each request an id: in the log, in `X-Request-ID` and in every problem's `instance`.

    A proxy's id is taken over only where a proxy is known to stand before us.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under its id."""
        sent = request.META.get("HTTP_X_REQUEST_ID", "") if settings.NUM_PROXIES else ""
        request_id = sent if _PROXY_REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        logs.request_id.set(request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        self._log(request, response, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        return response

    def _log(self, request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        if response.status_code < SERVER_ERROR and seconds < SLOW_SECONDS:
            return
        route = request.resolver_match.route if request.resolver_match else None
        write = log.error if response.status_code >= SERVER_ERROR else log.warning
        write(
            "request",
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000),
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Log where an unexpected error happened, and keep it for the layer that answers."""
        problem = problems.from_exception(error)
        if problem is None or problem.type.status >= SERVER_ERROR:
            log.error("unhandled_exception", exc_info=error)
        request.META[FAILURE] = problem or problems.Problem("server_error")


class RequestGuard:
    """Refuses what no part of the service could answer: broken encodings and bodies over the bound.

    PostgreSQL cannot store a NUL, and Django replaces invalid UTF-8 by other letters without a
    word.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the request, or pass it on."""
        query = request.META.get("QUERY_STRING", "")
        if (
            ("%" in query or not query.isascii()) and not is_clean_text(query)
        ) or "\0" in request.path:
            return problems.response(request, problems.Problem("invalid_encoding"))
        if not request.path.startswith(ADMIN_PREFIX) and declared_length(request) > largest_body(
            request.path
        ):
            return problems.response(request, problems.Problem("body_too_large"))
        response = self.get_response(request)
        if response.status_code >= CLIENT_ERROR and response.get("Content-Type", "").startswith(
            "text/"
        ):
            return self._without_text(request, response)
        return response

    def _without_text(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django's own error pages, those of DEBUG with their stack traces among them.

        Are for the admin only.
        """
        if request.path.startswith(ADMIN_PREFIX):
            return response
        if response.status_code >= SERVER_ERROR:
            return problems.response(
                request, request.META.get(FAILURE) or problems.Problem("server_error")
            )
        answer = problems.response(
            request, problems.Problem(_BY_STATUS.get(response.status_code, "invalid_request"))
        )
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer


_BY_STATUS = {403: "forbidden", 404: "not_found", 405: "method_not_allowed"}


def largest_body(path: str) -> int:
    """Return how many bytes a body sent to `path` may have."""
    return int(settings.MAX_BODY_BYTES_BY_PATH.get(path, settings.MAX_BODY_BYTES))


def declared_length(request: HttpRequest) -> int:
    """Return the length of the body that the request declares.

    0 for nonsense, of which Django reads nothing.
    """
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def is_clean_text(query: str) -> bool:
    """Tell whether a query string is UTF-8 without NUL once its percent signs are decoded."""
    raw = unquote_to_bytes(query.encode("latin-1", "replace"))
    if b"\0" in raw:
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


class OnlyInAdmin:
    """Mixed in before one of Django's layers: outside the admin it passes the request through."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        """Pass the request through, or let the layer work."""
        if not request.path.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]  # the layer that this is mixed into


class ContentSecurityPolicy(OnlyInAdmin, CSPMiddleware):
    """Tells an officer's browser what a page may load."""


class AdminSession(OnlyInAdmin, SessionMiddleware):
    """Officers' sessions. Citizens send a bearer token and get no cookie."""


class AdminCsrf(OnlyInAdmin, CsrfViewMiddleware):
    """Protects officers' forms; the API takes no cookie, so nothing can be forged there."""

    def process_view(self, request: HttpRequest, callback: Any, args: Any, kwargs: Any) -> Any:
        """Check the token on the admin's pages only."""
        if not request.path.startswith(ADMIN_PREFIX):
            return None
        return super().process_view(request, callback, args, kwargs)


class AdminAuthentication(OnlyInAdmin, AuthenticationMiddleware):
    """Who the officer is."""

    def process_view(self, *_arguments: Any) -> None:
        """Skip Django's LoginRequired hook: the admin's own views decide."""


class AdminSecondFactor(OnlyInAdmin, OTPMiddleware):
    """Which device the officer proved the second factor with."""


class AdminMessages(OnlyInAdmin, MessageMiddleware):
    """One-time messages on the officers' pages."""


class AdminLockout(OnlyInAdmin, AxesMiddleware):
    """Answers a locked-out sign-in with its own page."""


class AdminForms:
    """Refuses an officer's form that holds a NUL.

    PostgreSQL cannot store it, and a choice of rows asks it for one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on: the form is read once the token has been checked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_arguments: Any) -> HttpResponseBase | None:
        """Refuse the form, or let the view have it."""
        if request.method != "POST" or not request.path.startswith(ADMIN_PREFIX):
            return None
        clean = all("\0" not in value for _name, values in request.POST.lists() for value in values)
        return None if clean else problems.page(request, "invalid_encoding")


class Slashes(CommonMiddleware):
    """Leads reading requests to the address with its slash.

    A redirect would lose the body of any other: those get a 404.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Tell whether the address lacks only its slash and nothing would get lost."""
        return request.method in ("GET", "HEAD") and super().should_redirect_with_slash(request)


class StaticFiles(WhiteNoiseMiddleware):
    """Static files of the admin and of the API's documentation, without touching other requests."""

    def __call__(self, request: HttpRequest) -> Any:
        """Serve a static file, or pass the request on."""
        if not request.path.startswith("/static/"):
            return self.get_response(request)
        return super().__call__(request)
