"""Public answers: remembered as bytes by address, with an ETag and 304 for known ones."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.api.deprecations import Deprecation
from foundation.publishing.days import Day
from foundation.records import process_memory

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=60"
# For answers that may have to vanish within seconds: copies must be revalidated each time.
NOT_KEPT = "no-cache"
# How long a browser may show an answer with CACHE_CONTROL, in seconds.
LONGEST_KEPT = 120
# How long nginx stores one (deploy/nginx.conf, proxy_cache_valid).
KEPT_BY_NGINX = 10
# Prevents nginx from storing an answer: it ignores Cache-Control there.
KEPT_NOWHERE = {"X-Accel-Expires": "0"}
MAX_REMEMBERED = 4096
# The answer to a search has 2.4 KB on average. During a rebuild there are two memories.
MAX_REMEMBERED_BYTES = 8 * 1024 * 1024
MAX_ADDRESS = 512


class Answer(NamedTuple):
    """A rendered 200 answer.

    `counted_as` is counted each time the answer is sent: the search words, or the id of the
    procedure. `remember` is False if the answer depends on more than the snapshot and the address.
    An answer for one day only has a `day`, and no cache stores it any longer. `language` is the
    value of `Content-Language`, if any, `media_type` that of `Content-Type`.
    """

    body: bytes
    etag: str
    counted_as: str | None = None
    found: bool = True
    remember: bool = True
    cache_control: str = CACHE_CONTROL
    day: Day | None = None
    language: str = ""
    media_type: str = "application/json"
    deprecation: Deprecation | None = None

    @classmethod
    def from_body(
        cls,
        body: bytes,
        counted_as: str | None = None,
        *,
        found: bool = True,
        remember: bool = True,
        cache_control: str = CACHE_CONTROL,
    ) -> "Answer":
        """Return the answer with the ETag of its bytes."""
        return cls(body, etag_of(body), counted_as, found, remember, cache_control)

    def of_day(self, day: Day) -> "Answer":
        """Return the same answer for `day` only, with the day in its ETag."""
        return self._replace(etag=_of_day(self.etag, day.date), day=day)

    def kept_nowhere(self) -> "Answer":
        """Return the same answer, to be revalidated each time."""
        return self._replace(cache_control=NOT_KEPT)

    def in_language(self, language: str) -> "Answer":
        """Return the same answer with `Content-Language`."""
        return self._replace(language=language)

    def deprecated_by(self, deprecation: Deprecation | None) -> "Answer":
        """Return the same answer, which tells that something of the request is deprecated."""
        return self._replace(deprecation=deprecation) if deprecation else self

    def of_type(self, media_type: str) -> "Answer":
        """Return the same answer as text of another type than JSON, in UTF-8."""
        return self._replace(media_type=f"{media_type}; charset=utf-8")

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Return 200 with the body, or 304 if `If-None-Match` has the ETag (RFC 9110, 13.1.2)."""
        headers = {"ETag": self.etag, "Cache-Control": self.cache_control}
        if not self.cache_control.startswith("public"):
            headers |= KEPT_NOWHERE
        elif self.day is not None and (left := self.day.ends - time.time()) < LONGEST_KEPT:
            headers |= _until_midnight(max(0, int(left)))
        if self.language:
            headers["Content-Language"] = self.language
        if self.deprecation:
            headers |= self.deprecation.headers
        sent = request.META.get("HTTP_IF_NONE_MATCH")
        if sent and etag_matches(sent, self.etag):
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(self.body, content_type=self.media_type, headers=headers)


def _until_midnight(seconds: int) -> dict[str, str]:
    """Return the headers that make browsers and nginx drop an answer within `seconds`."""
    return {
        "Cache-Control": f"public, max-age={seconds}",
        # nginx counts whole seconds, and keeps an answer through the last one.
        "X-Accel-Expires": str(min(KEPT_BY_NGINX, max(0, seconds - 1))),
    }


def etag_of(body: bytes, day: date | None = None) -> str:
    """Return the strong ETag of `body`, with `day` if it is for one day only."""
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    return _of_day(etag, day) if day else etag


def _of_day(etag: str, day: date) -> str:
    return f'{etag[:-1]}-{_compact(day)}"'


@lru_cache(maxsize=8)
def _compact(day: date) -> str:
    return f"{day:%Y%m%d}"


def etag_matches(sent: str, etag: str) -> bool:
    """Return True if `If-None-Match` contains `etag`, compared weakly as RFC 9110 requires."""
    return sent.strip() == "*" or etag in (tag.removeprefix("W/") for tag in parse_etags(sent))


class Memory:
    """The answers of one snapshot by address. It is bounded; the oldest are dropped."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, address: str) -> Answer | None:
        """Return the remembered answer, None if there is none."""
        return self._answers.get(address)

    def keep(self, address: str, answer: Answer) -> bool:
        """Remember `answer`, unless its address is too long; return True if remembered."""
        if len(address) > MAX_ADDRESS:
            return False
        with self._lock:  # else two threads could corrupt the sum of bytes, and so the limit
            if address not in self._answers:
                self._answers[address] = answer
                self._bytes += len(address) + len(answer.body)
            while len(self._answers) > MAX_REMEMBERED or self._bytes > MAX_REMEMBERED_BYTES:
                oldest = next(iter(self._answers))
                self._bytes -= len(oldest) + len(self._answers.pop(oldest).body)
            return address in self._answers

    def __len__(self) -> int:
        return len(self._answers)


class JoinedMemory:
    """Answers computed from several objects, dropped when one of these is replaced."""

    def __init__(self) -> None:
        self._held: tuple[tuple[object, ...], Memory] = ((), Memory())

    def of(self, *parts: object) -> Memory:
        """Return the memory of answers that were computed from these very `parts`."""
        held = self._held
        if held[0] != parts:  # snapshots and memories are compared by identity
            held = self._held = (parts, Memory())
        return held[1]


class JsonNegotiation(DefaultContentNegotiation):
    """Every client that accepts JSON gets it; DRF's check takes longer than a search."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type; raises NotAcceptable if the client takes none."""
        if _accepts_json(request.META.get("HTTP_ACCEPT", "")):
            first = next(iter(renderers))
            return first, first.media_type
        return super().select_renderer(request, renderers, format_suffix)  # type: ignore[no-any-return]  # DRF's stubs


class RememberedView(APIView):
    """A public GET whose answer depends only on the snapshot and the address.

    `FromMemory` repeats it.
    """

    http_method_names = ["get", "head"]
    answers_not_modified = True  # adds ETag and 304 to the OpenAPI document
    content_negotiation_class = JsonNegotiation
    _failure: Exception | None = None

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Omit DRF's headers, so that fresh and remembered answers have the same ones."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer at once what is permitted, within its limits, and asks for JSON.

        Only the rest, and what fails, takes the steps of DRF, which cost a tenth of a search.
        """
        if _asks_for_json(request) and self._is_allowed(request):
            try:
                return self._answered(request, **kwargs)
            except Exception as error:  # noqa: BLE001  # DRF makes the answer of any
                self.throttle_classes = ()  # it was counted
                self._failure = error
        return super().dispatch(request, *args, **kwargs)

    def _is_allowed(self, request: HttpRequest) -> bool:
        asked = cast("Request", request)  # those of public answers read what both have
        permitted = all(one.has_permission(asked, self) for one in self.get_permissions())
        return permitted and all(one.allow_request(asked, self) for one in self.get_throttles())

    def perform_authentication(self, request: Request) -> None:
        """Skip authentication: the answer is the same for everybody."""

    @staticmethod
    def memory() -> Memory:
        """Return the memory of the snapshot in use."""
        raise NotImplementedError

    def answer(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Compute the answer; raises Problem for anything but 200."""
        raise NotImplementedError

    @staticmethod
    def count_answer(answer: Answer) -> None:
        """Count an answer, fresh or remembered. Does nothing unless overridden."""

    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return the answer, or raise what prevented it."""
        if self._failure:
            raise self._failure
        return self._answered(request._request, **kwargs)

    def _answered(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        """Compute, remember and return the answer."""
        address = address_of(request)
        memory = self.memory()  # taken first: an answer from old data must not enter a newer memory
        answer = memory.get(address) or self.answer(request, **kwargs)
        if answer.remember and memory.keep(address, answer):
            match = request.resolver_match
            _note_origin(address, _Origin(type(self), match.route if match else ""))
        self.count_answer(answer)
        return answer.respond(request)


class _Origin(NamedTuple):
    """The view that answered an address, and its route."""

    view: type[RememberedView]
    route: str


_origins: dict[str, _Origin] = {}
process_memory.register(_origins.clear)


def _note_origin(address: str, origin: _Origin) -> None:
    """Record the view of `address`. There are never more of them than remembered answers."""
    if len(_origins) >= MAX_REMEMBERED:
        _origins.clear()  # the views still remember; each address takes the long way once
    _origins[address] = origin


class FromMemory:
    """Sends remembered answers, before the middleware that only other requests need.

    A remembered answer is the same for everybody and passed all checks when it was computed. The
    middleware before this one is for all answers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or pass the request on."""
        response = _from_memory(request)
        return self.get_response(request) if response is None else response


def _from_memory(request: HttpRequest) -> HttpResponse | None:
    address = address_of(request)
    origin = _origins.get(address)
    if origin is None or not _asks_for_json(request):
        return None
    answer = origin.view.memory().get(address)
    if answer is None:
        return None
    request.get_host()  # refuses a host outside ALLOWED_HOSTS
    request.resolver_match = origin  # type: ignore[assignment]  # has the route, which is measured
    origin.view.count_answer(answer)
    response = answer.respond(request)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _asks_for_json(request: HttpRequest) -> bool:
    """Return True for a request without a body that accepts JSON."""
    sent = request.META
    return (
        request.method in ("GET", "HEAD")
        and _accepts_json(sent.get("HTTP_ACCEPT", ""))
        and sent.get("CONTENT_LENGTH", "") in ("", "0")
    )


def _accepts_json(accept: str) -> bool:
    return accept in ("", "*/*") or "application/json" in accept or "*/*" in accept


def address_of(request: HttpRequest) -> str:
    """Return the path and the query string as sent."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path}?{query}" if query else request.path
