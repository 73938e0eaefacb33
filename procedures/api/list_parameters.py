"""Reads the parameters of the procedure list: search text, page and facets.

Validating parameters costs more than a search, so each combination is validated once per snapshot.
The search text, which is only cut to a length, is not validated.
"""

from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, QueryDict

from foundation.api.problems import FieldError, Problem, pointer
from offices.snapshot import directory
from procedures.api.filters import ProcedureParameters
from procedures.publishing.snapshot import Selection
from procedures.search.words import MAX_CHARACTERS
from procedures.translations.language_of_answer import known_language

MAX_REMEMBERED = 2000
MAX_REMEMBERED_LENGTH = 200
_ONLY_SEARCH = "search="
# Parameter → facet of the snapshot.
FACETS = {
    "field": "field",
    "level": "levels",
    "applicant": "applicant_types",
    "channel": "channels",
    "online_level": "online_level",
}


_EVERYTHING = Selection()


def split_search(request: HttpRequest) -> tuple[str, str]:
    """Return the search text, cut to the searched length, and the other parameters, encoded.

    Raises Problem if the search is sent twice.
    """
    sent = request.META.get("QUERY_STRING", "")
    if sent.startswith(_ONLY_SEARCH) and "&" not in sent and sent.isascii():
        # The same result as a QueryDict, in a third of the time.
        plain = sent[len(_ONLY_SEARCH) :].replace("+", " ")
        return unquote_to_bytes(plain).decode(errors="replace").strip()[:MAX_CHARACTERS], ""
    query = request.GET
    searches = query.getlist("search")
    if len(searches) > 1:
        raise Problem(
            "invalid_request",
            errors=[FieldError("/query/search", "repeated", "Tham số này chỉ được gửi một lần.")],
        )
    others = query.copy()
    others.pop("search", None)
    text = searches[0].strip()[:MAX_CHARACTERS] if searches else ""
    return text, others.urlencode()


def read_selection(others: str, remembered: dict[str, Selection]) -> Selection:
    """Return the selection of the parameters `others`; raises Problem if they are invalid."""
    if not others:
        return _EVERYTHING
    known = remembered.get(others)
    if known is None:
        known = _validate(QueryDict(others))
        if len(remembered) < MAX_REMEMBERED and len(others) < MAX_REMEMBERED_LENGTH:
            remembered[others] = known
    return known


def _validate(query: QueryDict) -> Selection:
    values = ProcedureParameters.read(query)
    if values["field"] and values["field"] not in directory.current().field_names:
        errors = [
            FieldError(
                pointer("query", "field"), "invalid_choice", "Không có lĩnh vực này; xem fields/."
            )
        ]
        raise Problem("invalid_request", errors=errors)
    facets = tuple((facet, values[name]) for name, facet in FACETS.items() if values[name])
    paging = {"page": values["page"], "page_size": values["page_size"]}
    return Selection(facets, known_language(values["lang"]), paging)
