"""Answers that are bytes already.

Remembered by address, with an ETag, answered 304 when the client has them.
"""

import threading
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.views import APIView

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=60"
MAX_REMEMBERED = 4096
MAX_REMEMBERED_BYTES = (
    8 * 1024 * 1024
)  # a search's answer has 2.4 KB on average; at a rebuild two memories exist
MAX_ADDRESS = 512


class Answer(NamedTuple):
    """A rendered 200 answer.

    `term` is what is counted each time the answer is given: what was searched for, or which
    procedure is read. `remember` is False for what depends on more than the snapshot and the
    address.
    """

    body: bytes
    etag: str
    term: str | None = None
    found: bool = True
    remember: bool = True
    cache_control: str = CACHE_CONTROL

    @classmethod
    def of(
        cls,
        body: bytes,
        term: str | None = None,
        *,
        found: bool = True,
        remember: bool = True,
        cache_control: str = CACHE_CONTROL,
    ) -> "Answer":
        """Return the answer with the ETag of its bytes."""
        return cls(body, etag_of(body), term, found, remember, cache_control)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Return 200 with the body, or 304 when `If-None-Match` names it (RFC 9110, 13.1.2)."""
        headers = {"ETag": self.etag, "Cache-Control": self.cache_control}
        sent = request.META.get("HTTP_IF_NONE_MATCH")
        if sent and matches(sent, self.etag):
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(self.body, content_type="application/json", headers=headers)


def etag_of(body: bytes) -> str:
    """Return the strong ETag of `body`."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def matches(sent: str, etag: str) -> bool:
    """Tell whether `If-None-Match` names `etag`, compared weakly as RFC 9110 asks."""
    return sent.strip() == "*" or etag in (tag.removeprefix("W/") for tag in parse_etags(sent))


class Memory:
    """Answers of one snapshot by address. Bounded; the oldest make room."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, address: str) -> Answer | None:
        """Return the remembered answer of `address`."""
        return self._answers.get(address)

    def keep(self, address: str, answer: Answer) -> None:
        """Remember `answer`, unless its address is absurdly long."""
        if len(address) > MAX_ADDRESS:
            return
        with self._lock:  # without it, threads lose each other's sums and the bound drifts away
            if address not in self._answers:
                self._answers[address] = answer
                self._bytes += len(answer.body)
            while len(self._answers) > MAX_REMEMBERED or self._bytes > MAX_REMEMBERED_BYTES:
                oldest = next(iter(self._answers))
                self._bytes -= len(self._answers.pop(oldest).body)

    def __len__(self) -> int:
        return len(self._answers)


class RememberedView(APIView):
    """A public GET whose answer depends on the snapshot and the address only.

    Routed by `remembered`.
    """

    http_method_names = ["get", "head"]
    answers_not_modified = True  # the OpenAPI document then tells of ETag and 304

    @property
    def default_response_headers(self) -> dict[str, str]:
        """No headers of DRF's.

        So that a fresh answer has exactly the headers of a remembered one.
        """
        return {}

    @staticmethod
    def memory() -> Memory:
        """Return the memory of the snapshot in use."""
        raise NotImplementedError

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        """Work the answer out; raise Problem for anything else than 200."""
        raise NotImplementedError

    @staticmethod
    def note(answer: Answer) -> None:
        """Take note of an answer given, remembered or not."""

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Work out, remember and return the answer."""
        memory = (
            self.memory()
        )  # before the work: an answer from old data must not enter a newer memory
        answer = self.answer(request._request, **kwargs)
        if answer.remember:
            memory.keep(address_of(request._request), answer)
        self.note(answer)
        return answer.respond(request._request)


def remembered(view_class: type[RememberedView]) -> Callable[..., HttpResponseBase]:
    """Return a plain Django view that answers from memory.

    And asks DRF's view for what is not there.

    What is remembered was validated, permitted and counted when it was worked out, is the same for
    everybody, and costs less than those checks would.
    """
    work_out = view_class.as_view()

    @wraps(work_out)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and _accepts_json(request.META.get("HTTP_ACCEPT", "")):
            answer = view_class.memory().get(address_of(request))
            if answer is not None:
                view_class.note(answer)
                return answer.respond(request)
        return work_out(request, **kwargs)

    return view


def _accepts_json(accept: str) -> bool:
    return accept in ("", "*/*") or "application/json" in accept or "*/*" in accept


def address_of(request: HttpRequest) -> str:
    """Return path and query string as they were sent."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path}?{query}" if query else request.path
