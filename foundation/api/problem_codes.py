"""Which problems an operation may answer, for the API's document: a closed list for each status.

Whoever refuses says with which codes: classes that find or admit a caller by `problem_codes`, a
method of a view by `may_answer`; what bodies, pages and keys of repetition refuse is known by what
an operation reads. `tests/openapi.py` refuses an answer with another code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from rest_framework.views import APIView

from foundation.api.permissions import Anyone
from foundation.api.problems import PROBLEMS

Codes = tuple[str, ...]
T = TypeVar("T", bound=Callable[..., object])

# Any operation may answer these, the last ones by the proxy before us.
EVERYWHERE: Codes = (
    "invalid_encoding",
    "invalid_request",
    "method_not_allowed",
    "not_acceptable",
    "body_too_large",
    "address_too_long",
    "throttled",
    "server_error",
    "unavailable",
    "not_answered",
    "answered_late",
)
OF_BODY: Codes = ("malformed_body", "unsupported_media_type")
# Place and name of a parameter → what it may lead to.
OF_PARAMETERS: Mapping[tuple[str, str], Codes] = {
    ("query", "page"): ("page_not_found",),
    ("header", "Idempotency-Key"): ("idempotency_key_reused",),
}
# Lists that operations share, by the name of their component. Others are named by the operation.
SHARED: Mapping[str, Codes] = {
    "Problem400": ("invalid_encoding", "invalid_request"),
    "BodyProblem400": ("invalid_encoding", "invalid_request", "malformed_body"),
    "Problem401": ("session_ended", "unauthenticated"),
    "Problem404": ("not_found",),
    "PageProblem404": ("page_not_found",),
    "Problem405": ("method_not_allowed",),
    "Problem406": ("not_acceptable",),
    "Problem413": ("body_too_large",),
    "Problem414": ("address_too_long",),
    "Problem415": ("unsupported_media_type",),
    "Problem429": ("throttled",),
    "Problem500": ("server_error",),
    "Problem502": ("not_answered",),
    "Problem503": ("unavailable",),
    "FilesProblem503": ("files_away", "unavailable"),
    "Problem504": ("answered_late",),
}
_NAMES = {codes: name for name, codes in SHARED.items()}


def may_answer(*codes: str) -> Callable[[T], T]:
    """Declare which problems of its own a view's method answers."""

    def declare(method: T) -> T:
        method.problem_codes = codes  # type: ignore[attr-defined]  # read below
        return method

    return declare


def codes_of(
    view: APIView, method: str, parameters: Iterable[Mapping[str, Any]], *, has_body: bool
) -> dict[int, Codes]:
    """Return the sorted codes of an operation by their status."""
    own = getattr(getattr(view, method.lower()), "problem_codes", ())
    read = OF_BODY if has_body else ()
    found = {*EVERYWHERE, *_of_caller(view), *_of_parameters(parameters), *read, *own}
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in sorted(found):
        by_status[PROBLEMS[code].status].append(code)
    return {status: tuple(codes) for status, codes in sorted(by_status.items())}


def _of_caller(view: APIView) -> list[str]:
    authenticators, permissions = view.get_authenticators(), view.get_permissions()
    asked: Sequence[object] = (*authenticators, *permissions)
    named = [code for one in asked for code in getattr(one, "problem_codes", ())]
    is_public = not authenticators or any(isinstance(one, Anyone) for one in permissions)
    return named if is_public else [*named, "unauthenticated"]


def _of_parameters(parameters: Iterable[Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for one in parameters:
        found += OF_PARAMETERS.get((one["in"], one["name"]), ())
        found += ("not_found",) if one["in"] == "path" else ()
    return found


def component_of(operation: str, status: int, codes: Codes) -> str:
    """Return the name of the component for these codes of an operation.

    >>> component_of("me_retrieve", 404, ("not_found",))
    'Problem404'
    >>> component_of("me_retrieve", 404, ("dossier_not_found",))
    'MeRetrieveProblem404'
    """
    own = "".join(part.capitalize() for part in operation.split("_"))
    return _NAMES.get(codes) or f"{own}Problem{status}"


def schema_of(codes: Codes, whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a problem with one of `codes`; `whole` is that of its members."""
    told = "\n".join(f"* `{code}` - {PROBLEMS[code].title}" for code in codes)
    code = {"type": "string", "enum": list(codes), "description": told}
    return {"allOf": [dict(whole), {"properties": {"code": code}}]}
