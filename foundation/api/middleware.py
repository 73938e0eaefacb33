"""Middleware of every request: its id, its bounds, other origins, its slash, static files.

nginx stores the head of an answer in one buffer. A longer head is a 502 for the client, and counts
as a failed instance for nginx.
"""

import os
import re
import time
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

import structlog
from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseMiddleware

from foundation.api import handlers, logs, problems
from foundation.api.addresses import is_for_officers
from foundation.api.throttles import limits_of
from foundation.metrics import meters

log = structlog.get_logger("police_portal.requests")

# Where a request stores the problem for an unexpected error.
FAILURE = "police_portal.failure"
SLOW_SECONDS = 1.0
# Bytes of the head of an answer; deploy/nginx.conf has room for 16 kB. A redirect repeats the
# address, and a sign-in's `next` quotes it once more, threefold at worst.
MAX_HEAD = 14_000
CLIENT_ERROR, SERVER_ERROR = 400, 500
GetResponse = Callable[[HttpRequest], HttpResponseBase]
_PROXY_REQUEST_ID = re.compile(r"[0-9a-f]{32}")
# Marks an answer as our own page for people, whatever its status.
OWN_PAGE = "is_own_page"
# Content types of Django's error pages; XML is an answer of ours.
_PAGES = ("text/html", "text/plain")
_PROBLEM_OF_STATUS = {403: "forbidden", 404: "not_found", 405: "method_not_allowed"}


class RequestIdentity:
    """Gives each request an id, which is in the log, in `X-Request-ID` and in every problem.

    An id from outside is kept only behind a proxy of ours. `X-Route` tells that proxy what to log
    instead of the address; it does not pass the header on.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with its id, and log it if it was slow or failed."""
        sent = request.META.get("HTTP_X_REQUEST_ID", "") if settings.NUM_PROXIES else ""
        request_id = sent if _PROXY_REQUEST_ID.fullmatch(sent) else os.urandom(16).hex()
        logs.request_id.set(request_id)
        started = time.perf_counter()
        with meters.at_work:
            response = _bounded(request, self.get_response(request))
        route = request.resolver_match.route if request.resolver_match else None
        _note(request, response, route, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        for name, value in limits_of(request, response).items():
            response[name] = value
        if route:
            response["X-Route"] = route
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Log where an unexpected error happened, and store its problem for RequestGuard."""
        problem = handlers.from_exception(error)
        if problem is None or problem.type.status >= SERVER_ERROR:
            log.error("unhandled_exception", exc_info=error)
        request.META[FAILURE] = problem or problems.Problem("server_error")


def _bounded(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return a problem in place of an answer with too long a head.

    For a redirect the address is at fault, for any other answer our code.
    """
    lines = response.headers._store.values()  # noqa: SLF001  # `items` costs as much as a layer
    size = sum([len(name) + len(value) for name, value in lines])
    if response.cookies:
        size += sum(len(morsel.OutputString()) for morsel in response.cookies.values())
    if size <= MAX_HEAD:
        return response
    response.close()
    if "Location" in response:
        return problems.response(request, problems.Problem("address_too_long"))
    log.error("head_too_long", bytes=size)
    return problems.response(request, problems.Problem("server_error"))


def _note(
    request: HttpRequest, response: HttpResponseBase, route: str | None, seconds: float
) -> None:
    """Measure a request, and log it if it was slow or failed, or if all requests are logged."""
    meters.answered(route, request.method or "-", response.status_code, seconds)
    is_bad = response.status_code >= SERVER_ERROR
    if not is_bad and seconds < SLOW_SECONDS and not settings.LOG_REQUESTS:
        return
    write = log.error if is_bad else log.warning if seconds >= SLOW_SECONDS else log.info
    write(
        "request",
        method=request.method,
        route=route,
        status=response.status_code,
        ms=round(seconds * 1000),
    )


class CrossOrigin(CorsMiddleware):
    """Lets the Mini App's pages read answers; a request that no other page sent passes quickly.

    The library would parse all its headers first.
    """

    def add_response_headers(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add what allows the origin; `Vary` also if there is none."""
        if "HTTP_ORIGIN" in request.META:
            return super().add_response_headers(request, response)
        if getattr(request, "_cors_enabled", True):  # the library looked before it asked further
            patch_vary_headers(response, ("origin",))
        return response


class RequestGuard:
    """Refuses broken encodings and oversized requests before any view sees them.

    PostgreSQL cannot store a NUL, and Django silently replaces invalid UTF-8.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the request, or pass it on and turn Django's error page into a problem."""
        if not _has_clean_address(request):
            return problems.response(request, problems.Problem("invalid_encoding"))
        most = largest_body(request.path)
        if not is_for_officers(request) and declared_length(request) > most:
            text = f"Nội dung gửi lên vượt quá dung lượng cho phép: tối đa {most} byte."
            return problems.response(request, problems.Problem("body_too_large", text))
        response = self.get_response(request)
        if response.status_code < CLIENT_ERROR or is_for_officers(request):
            return response
        is_page = response.get("Content-Type", "").startswith(_PAGES)
        is_djangos = is_page and not hasattr(response, OWN_PAGE)
        return _as_problem(request, response) if is_djangos else response


def _has_clean_address(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    is_plain = query.isascii() and "%" not in query
    return "\0" not in request.path and (is_plain or is_clean_text(query))


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return a problem instead of Django's error page; in DEBUG those show stack traces."""
    if response.status_code >= SERVER_ERROR:
        problem = request.META.get(FAILURE) or problems.Problem("server_error")
        return problems.response(request, problem)
    code = _PROBLEM_OF_STATUS.get(response.status_code, "invalid_request")
    answer = problems.response(request, problems.Problem(code))
    if "Allow" in response:
        answer["Allow"] = response["Allow"]
    return answer


def largest_body(path: str) -> int:
    """Return the maximum bytes of a body sent to `path`."""
    if (most := settings.MAX_BODY_BYTES_BY_PATH.get(path)) is not None:
        return int(most)
    folders = settings.MAX_BODY_BYTES_BELOW.items()
    found = (most for folder, most in folders if path.startswith(folder))
    return int(next(found, settings.MAX_BODY_BYTES))


def declared_length(request: HttpRequest) -> int:
    """Return the declared length, 0 if it is not a number: Django then reads nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def is_clean_text(query: str) -> bool:
    """Return True if a query string is UTF-8 without NUL once percent-decoded."""
    raw = unquote_to_bytes(query.encode("latin-1", "replace"))
    if b"\0" in raw:
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


class Slashes(CommonMiddleware):
    """Redirects to the address with its slash, but only requests without a body.

    A redirect would lose the body of any other: those get a 404.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return request.method in ("GET", "HEAD") and super().should_redirect_with_slash(request)


class StaticFiles(WhiteNoiseMiddleware):
    """Serves the files of the admin and of the API's documentation; other requests pass quickly."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve a static file, or pass the request on."""
        if not request.path.startswith("/static/"):
            return self.get_response(request)  # type: ignore[no-any-return]  # whitenoise has no types
        try:
            return super().__call__(request)  # type: ignore[no-any-return]  # whitenoise has no types
        except FileNotFoundError:  # swept after this process listed the files
            return self.get_response(request)  # type: ignore[no-any-return]  # whitenoise has no types
