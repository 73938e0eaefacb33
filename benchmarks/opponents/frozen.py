"""Our layers around a citizen's request, copied on 2026-11-29 from commit d229ae3a.

The bare view stands under these, so that it stays the same yardstick when ours become leaner. A
copy is never mended: whoever changes it measures against something else.
"""

import contextlib
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MIDDLEWARE = [
    "benchmarks.opponents.frozen.RequestIdentity",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "benchmarks.opponents.frozen.StaticFiles",
    "benchmarks.opponents.frozen.RequestGuard",
    "benchmarks.opponents.frozen.Slashes",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Thirteen were for officers and let every other request pass; three of them saw the view, too.
    *["benchmarks.opponents.frozen.Passing"] * 2,
    *["benchmarks.opponents.frozen.PassingView"] * 2,
    *["benchmarks.opponents.frozen.Passing"] * 7,
    "benchmarks.opponents.frozen.PassingForm",
    "benchmarks.opponents.frozen.PassingGet",
]
_SLOW_SECONDS, _CLIENT_ERROR, _SERVER_ERROR = 1.0, 400, 500
_PROXY_REQUEST_ID = re.compile(r"[0-9a-f]{32}")
_request_id: ContextVar[str | None] = ContextVar("bench_request_id", default=None)
_meters = None


def _is_for_officers(request: HttpRequest) -> bool:
    return request.path.startswith("/quan-tri/")


@contextlib.contextmanager
def _at_work() -> Iterator[None]:
    if _meters is None:
        yield


def _answered(_route: str | None, _method: str, _status: int, _seconds: float) -> None:
    if _meters:
        raise NotImplementedError


class Passing:
    """Lets every request but an officer's pass."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        if not _is_for_officers(request):
            return self.get_response(request)
        raise NotImplementedError


class PassingView(Passing):
    """The same, and is asked again once the view is known."""

    def process_view(self, request: HttpRequest, *_arguments: object) -> None:
        """Pass the request on."""
        if not _is_for_officers(request):
            return
        raise NotImplementedError


class PassingForm(PassingView):
    """The same, for what looked at forms only."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_arguments: object) -> None:
        """Pass the request on."""
        if request.method != "POST" or not _is_for_officers(request):
            return


class PassingGet(Passing):
    """The same, for what looked at pages that are only read."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        if request.method != "GET" or not _is_for_officers(request):
            return self.get_response(request)
        raise NotImplementedError


class RequestIdentity(Passing):
    """Gives each request an id, and looks how long it took."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under its id."""
        sent = request.META.get("HTTP_X_REQUEST_ID", "") if settings.NUM_PROXIES else ""
        request_id = sent if _PROXY_REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        _request_id.set(request_id)
        started = time.perf_counter()
        with _at_work():
            response = self.get_response(request)
        _note(request, response, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        return response

    def process_exception(self, _request: HttpRequest, _error: Exception) -> None:
        """Let the error be seen."""


def _note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    route = request.resolver_match.route if request.resolver_match else None
    _answered(route, request.method or "-", response.status_code, seconds)
    is_bad = response.status_code >= _SERVER_ERROR
    if not is_bad and seconds < _SLOW_SECONDS and not settings.LOG_REQUESTS:
        return


class RequestGuard(Passing):
    """Refuses broken encodings and bodies that are too large."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at address and length, and pass the request on."""
        assert _has_clean_address(request)
        if not _is_for_officers(request):
            assert _declared_length(request) <= _largest_body(request.path)
        response = self.get_response(request)
        if response.status_code < _CLIENT_ERROR or _is_for_officers(request):
            return response
        assert not response.get("Content-Type", "").startswith(("text/html", "text/plain"))
        return response


def _has_clean_address(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    is_plain = query.isascii() and "%" not in query
    return "\0" not in request.path and (is_plain or _is_clean_text(query))


def _is_clean_text(query: str) -> bool:
    raw = unquote_to_bytes(query.encode("latin-1", "replace"))
    if b"\0" in raw:
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _largest_body(path: str) -> int:
    if (most := settings.MAX_BODY_BYTES_BY_PATH.get(path)) is not None:
        return int(most)
    folders = settings.MAX_BODY_BYTES_BELOW.items()
    found = (most for folder, most in folders if path.startswith(folder))
    return int(next(found, settings.MAX_BODY_BYTES))


def _declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class Slashes(CommonMiddleware):
    """Redirects to the address with its slash."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return request.method in ("GET", "HEAD") and super().should_redirect_with_slash(request)


class StaticFiles(Passing):
    """Lets everything but static files pass."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        if not request.path.startswith("/static/"):
            return self.get_response(request)
        raise NotImplementedError
