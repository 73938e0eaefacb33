"""Problems: every error of the API, as an RFC 9457 document in Vietnamese with a stable `code`.

Clients branch on `code`, people read `title` and `detail`. Each room registers the problems of its
own `problems.py`; `docs/problems.md` is generated from the registered ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from django.http import HttpRequest, HttpResponse

from foundation.api import field_codes, logs
from foundation.metrics import meters

MEDIA_TYPE = "application/problem+json"
UNAUTHENTICATED = 401
# The size of an answer must not depend on the request: beyond this, errors are counted and texts
# cut.
MAX_ERRORS, MAX_POINTER, MAX_DETAIL = 20, 300, 500


@dataclass(frozen=True)
class ProblemType:
    """One kind of error.

    `status` is its HTTP status, `title` and `detail` are for citizens, `when` is for developers.
    """

    code: str
    status: int
    title: str
    detail: str
    when: str


PROBLEMS: dict[str, ProblemType] = {}


def register(types: Iterable[ProblemType], of_fields: Mapping[str, str] | None = None) -> None:
    """Add kinds of errors, and codes of wrong values with their words; for AppConfig.ready.

    Raises ValueError for a code that exists already.
    """
    field_codes.register(of_fields or {})
    for one in types:
        if one.code in PROBLEMS:
            raise ValueError(one.code)
        PROBLEMS[one.code] = one


@dataclass(frozen=True)
class FieldError:
    """The error of one value.

    `pointer` leads into `{"query": …, "path": …, "body": …, "header": …}`; `code` is one of
    `foundation.api.field_codes`; `detail` is Vietnamese. `value` is one that may be sent there.
    """

    pointer: str
    code: str
    detail: str
    value: str = ""

    def document(self) -> dict[str, str]:
        """Return the members, cut to MAX_POINTER and MAX_DETAIL characters."""
        document = {
            "pointer": self.pointer[:MAX_POINTER],
            "code": field_codes.told(self.code),
            "detail": self.detail[:MAX_DETAIL],
        }
        return {**document, "value": self.value} if self.value else document


class Problem(Exception):
    """Raised anywhere below a view to answer with the problem `code`.

    `retry_after` is in seconds; `extra` members join the document.
    """

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        errors: Sequence[FieldError] = (),
        *,
        retry_after: int | None = None,
        **extra: object,
    ) -> None:
        super().__init__(code)
        self.type = PROBLEMS[code]
        self.detail = detail or self.type.detail
        self.errors = errors
        self.extra = extra
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if self.type.status == UNAUTHENTICATED:
            self.headers["WWW-Authenticate"] = "Bearer"

    def document(self) -> dict[str, object]:
        """Return the RFC 9457 members, with the id of the current request as `instance`.

        The first MAX_ERRORS errors are listed; `errors_left_out` counts the others, if any.
        """
        document: dict[str, object] = {
            "type": f"urn:police-portal:problem:{self.type.code}",
            "title": self.type.title,
            "status": self.type.status,
            "detail": self.detail,
            "code": self.type.code,
            "instance": logs.request_id.get() or "",
            "errors": [error.document() for error in self.errors[:MAX_ERRORS]],
        }
        if len(self.errors) > MAX_ERRORS:
            document["errors_left_out"] = len(self.errors) - MAX_ERRORS
        return {**document, **self.extra}


def pointer(*parts: str | int) -> str:
    """Return the JSON pointer (RFC 6901) that leads through `parts`.

    >>> pointer("query", "a/b")
    '/query/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def field_errors(detail: object, *path: str | int) -> list[FieldError]:
    """Flatten DRF's nested error details into a list, each with the pointer to its value."""
    if isinstance(detail, Mapping):
        return [
            e
            for key, value in detail.items()
            for e in field_errors(value, *(path if key == "non_field_errors" else (*path, key)))
        ]
    if isinstance(detail, list):
        nested = any(isinstance(item, Mapping | list) for item in detail)
        return [
            e
            for i, item in enumerate(detail)
            for e in field_errors(item, *((*path, i) if nested else path))
        ]
    return [FieldError(pointer(*path), getattr(detail, "code", "invalid"), str(detail))]


def response(request: HttpRequest | None, problem: Problem) -> HttpResponse:
    """Return `problem` as an HTTP response, without a body if it answers HEAD."""
    meters.refused(problem.type.code)
    is_head = request is not None and request.method == "HEAD"
    body = b"" if is_head else orjson.dumps(problem.document())
    headers = {"Cache-Control": "no-store", **problem.headers}
    return HttpResponse(body, status=problem.type.status, content_type=MEDIA_TYPE, headers=headers)
