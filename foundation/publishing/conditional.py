"""Answers that are bytes already.

Remembered by address, with an ETag, answered 304 when the client has them.
"""

import math
import threading
from hashlib import blake2b
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.views import APIView

from foundation.api import problems
from foundation.api.problems import Problem

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


# Hashing 2,048 bytes and more at once, Python lets other threads compute meanwhile. With busy
# threads it takes longer to get the turn back than to hash: 90 µs instead of 4.
_PIECE = 2047


def etag_of(body: bytes) -> str:
    """Return the strong ETag of `body`."""
    digest = blake2b(body[:_PIECE], digest_size=12)
    for start in range(_PIECE, len(body), _PIECE):
        digest.update(body[start : start + _PIECE])
    return f'"{digest.hexdigest()}"'


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

    An answer given before is returned before DRF is entered: it was validated, permitted and
    counted when it was made, it is the same for everybody, and it costs less than the check would.
    New ones pass the same permissions and throttles. Other methods and media types take DRF's way.
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
    def given(answer: Answer) -> None:
        """Take note of an answer given, remembered or not."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Return the view with the short way in front."""
        slow = super().as_view(**initkwargs)

        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in ("GET", "HEAD") and _accepts_json(
                request.META.get("HTTP_ACCEPT", "")
            ):
                remembered = cls.memory().get(address_of(request))
                if remembered is None:
                    return cls(**initkwargs).work_out(request, **kwargs)
                cls.given(remembered)
                return remembered.respond(request)
            return slow(request, *args, **kwargs)

        view.__dict__.update(slow.__dict__)
        view.__doc__ = cls.__doc__
        return view

    def work_out(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Answer a public GET that takes JSON without entering DRF.

        Under the same permissions and throttles.
        """
        try:
            self._admit(request)
            return self.give(request, **kwargs)
        except Problem as problem:
            return problems.response(request, problem)

    def _admit(self, request: Any) -> None:
        for permission in self.permission_classes:
            if not permission().has_permission(request, self):
                raise Problem("forbidden")
        for kind in self.throttle_classes:
            throttle = kind()
            if not throttle.allow_request(request, self):
                raise Problem("throttled", retry_after=max(1, math.ceil(throttle.wait() or 1)))

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        """Answer what came DRF's way."""
        return self.give(request._request, **kwargs)

    def give(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Work out, remember and return the answer."""
        memory = (
            self.memory()
        )  # before the work: an answer from old data must not enter a newer memory
        answer = self.answer(request, **kwargs)
        if answer.remember:
            memory.keep(address_of(request), answer)
        self.given(answer)
        return answer.respond(request)


def _accepts_json(accept: str) -> bool:
    return accept in ("", "*/*") or "application/json" in accept or "*/*" in accept


def address_of(request: HttpRequest) -> str:
    """Return path and query string as they were sent."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path}?{query}" if query else request.path
