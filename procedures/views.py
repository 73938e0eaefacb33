"""The catalogue's endpoints: everything is read from the snapshot, nothing is queried."""

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import unquote_to_bytes

import orjson
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from foundation.api.pagination import links, slice_page
from foundation.api.permissions import Anyone
from foundation.api.problems import FieldError, Problem, pointer
from foundation.api.throttles import CatalogueThrottle
from foundation.publishing.conditional import Answer, Memory, RememberedView
from offices.snapshot import directory
from procedures import checklist
from procedures.filters import ChecklistParameters, ProcedureParameters, SuggestionParameters
from procedures.hint_rendering import render_hints
from procedures.read_counts import reads
from procedures.search_counts import countable, counts
from procedures.serializers import (
    ChecklistSerializer,
    ProcedurePageSerializer,
    ProcedureSerializer,
    SuggestionsSerializer,
    WithdrawnProblemSerializer,
)
from procedures.snapshot import Catalogue, Published, Withdrawn, catalogue

MAX_SELECTIONS = 2000
MAX_SELECTION_LENGTH = 200
_ONLY_SEARCH = "search="
# Parameter → facet of the snapshot.
FACETS = {
    "field": "field",
    "level": "levels",
    "applicant": "applicant_types",
    "channel": "channels",
    "online_level": "online_level",
}


class CatalogueView(RememberedView):
    """Base of the catalogue's endpoints: public, read only."""

    authentication_classes = ()
    permission_classes = (Anyone,)
    throttle_classes = (CatalogueThrottle,)

    @staticmethod
    def memory() -> Memory:
        """Return the memory of the catalogue in use."""
        return catalogue.current().memory

    @staticmethod
    def note(answer: Answer) -> None:
        """Count what was searched for."""
        if answer.term is not None:
            counts.add(answer.term, found=answer.found)


def find_published(key: str) -> Published:
    """Return the procedure with this id or national code.

    Raises Problem `not_found`, or `procedure_withdrawn` with the successor.
    """
    found = catalogue.current().find(key)
    if found is None:
        raise Problem("not_found", detail="Không có thủ tục này trong danh mục.")
    if isinstance(found, Withdrawn):
        raise withdrawn_problem(found)
    return found


def withdrawn_problem(gone: Withdrawn) -> Problem:
    """Return the 410 that says what replaced `gone`."""
    successor = last_successor(gone)
    if successor is None:
        return Problem(
            "procedure_withdrawn",
            detail=f"Thủ tục «{gone.name}» không còn được áp dụng.",
            successor=None,
        )
    link = {
        "id": successor.id,
        "name": successor.entry.short_name,
        "url": reverse("procedure", args=[successor.id]),
    }
    return Problem(
        "procedure_withdrawn",
        detail=f"Thủ tục «{gone.name}» đã được thay bằng «{successor.entry.short_name}».",
        successor=link,
    )


def last_successor(gone: Withdrawn) -> Published | None:
    """Follow successors to one that is published.

    So that an old link never ends at another dead end.
    """
    held = catalogue.current()
    seen: set[str] = set()
    following = gone.successor
    while following and following not in seen:
        seen.add(following)
        if following in held.documents:
            return held.documents[following]
        next_gone = held.withdrawn.get(following)
        following = next_gone.successor if next_gone else None
    return None


class ProcedureListView(CatalogueView):
    """Find procedures: by free text, by filters, or all of them."""

    @extend_schema(
        operation_id="procedures_list",
        tags=["procedures"],
        summary="Tìm thủ tục",
        description="Thẻ thủ tục, phù hợp nhất đứng trước; kèm lời nhắc: số khẩn cấp, việc của cơ "
        "quan khác, việc dễ nhầm.",
        parameters=ProcedureParameters.documentation(),
        responses={(200, "application/json"): ProcedurePageSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Return cards, most relevant first, with hints beside them."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Search, filter, cut the page, join the cards."""
        held = catalogue.current()
        text, others = split_search(request)
        values = validated_filters(held, others)
        found = held.index.search(text) if text else None
        documents = held.documents
        chosen = [documents[name] for name in found.ids] if found else list(documents.values())
        for facet, value in values["facets"]:
            chosen = [published for published in chosen if value in published.facets[facet]]
        page, number, last = slice_page(chosen, values)
        # The parameters are only read once more where another page has an address.
        following, before = (
            (None, None)
            if last and number == 1
            else links(request.path, request.GET, number, last=last)
        )
        head = {"count": len(chosen), "next": following, "previous": before}
        tail = {
            "did_you_mean": found.did_you_mean if found else None,
            "hints": render_hints(found.hints) if found else [],
        }
        body = join(head, [p.card for p in page], tail)
        return Answer.of(body, countable(text) or None, found=bool(chosen))


def join(head: dict[str, Any], cards: Iterable[bytes], tail: dict[str, Any]) -> bytes:
    """Return one JSON object: `head`, then `results` made of rendered cards, then `tail`."""
    return b'%b,"results":[%b],%b' % (
        orjson.dumps(head)[:-1],
        b",".join(cards),
        orjson.dumps(tail)[1:],
    )


def split_search(request: HttpRequest) -> tuple[str, str]:
    """Return the search text and the other parameters, encoded.

    Free text needs no validation, only bounds.
    """
    sent = request.META.get("QUERY_STRING", "")
    if sent.startswith(_ONLY_SEARCH) and "&" not in sent and sent.isascii():
        text = unquote_to_bytes(sent[len(_ONLY_SEARCH) :].replace("+", " ")).decode(
            errors="replace"
        )
        return text.strip(), ""  # what a QueryDict would give for three times the work
    query = request.GET
    searches = query.getlist("search")
    if len(searches) > 1:
        raise Problem(
            "invalid_request",
            errors=[FieldError("/query/search", "repeated", "Tham số này chỉ được gửi một lần.")],
        )
    if len(query) == len(searches):
        return (searches[0] if searches else "").strip(), ""
    others = query.copy()
    others.pop("search", None)
    return (searches[0] if searches else "").strip(), others.urlencode()


_NO_FILTERS: dict[str, Any] = {"facets": ()}


def validated_filters(held: Catalogue, others: str) -> dict[str, Any]:
    """Return page, page size and facets to match.

    Validated once for each combination and snapshot.
    """
    if not others:
        return _NO_FILTERS
    known = held.selections.get(others)
    if known is None:
        known = _validate_filters(QueryDict(others))
        if len(held.selections) < MAX_SELECTIONS and len(others) < MAX_SELECTION_LENGTH:
            held.selections[others] = known
    return cast(dict[str, Any], known)


def _validate_filters(query: QueryDict) -> dict[str, Any]:
    values = ProcedureParameters.read(query)
    if values["field"] and values["field"] not in directory.current().field_names:
        errors = [
            FieldError(
                pointer("query", "field"), "invalid_choice", "Không có lĩnh vực này; xem fields/."
            )
        ]
        raise Problem("invalid_request", errors=errors)
    facets = tuple((facet, values[name]) for name, facet in FACETS.items() if values[name])
    return {"page": values["page"], "page_size": values["page_size"], "facets": facets}


def refuse_parameters(request: HttpRequest) -> None:
    """Raise Problem when an endpoint without parameters gets some."""
    if request.GET:
        errors = [
            FieldError(pointer("query", name), "unknown", "Không có tham số này.")
            for name in request.GET
        ]
        raise Problem("invalid_request", errors=errors)


_GONE = OpenApiResponse(
    WithdrawnProblemSerializer,
    description="Thủ tục đã ngừng áp dụng; `successor` dẫn tới thủ tục thay thế.",
)


class ProcedureDetailView(CatalogueView):
    """One procedure, by its id or national code."""

    @extend_schema(
        operation_id="procedures_retrieve",
        tags=["procedures"],
        summary="Xem một thủ tục",
        description="Toàn bộ nội dung đã công bố, kèm nguồn và độ tin cậy. Nhận định danh hoặc mã "
        "quốc gia, kể cả mã cũ.",
        responses={
            (200, "application/json"): ProcedureSerializer,
            (410, "application/problem+json"): _GONE,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Return everything about the procedure, with sources and how sure each fact is."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        """Return the published bytes."""
        refuse_parameters(request)
        published = find_published(kwargs["key"])
        return Answer(published.document, published.etag, published.id)

    @staticmethod
    def note(answer: Answer) -> None:
        """Count which procedure was read."""
        if answer.term is not None:
            reads.add(answer.term)


class SuggestionsView(CatalogueView):
    """Completions while a citizen types."""

    @extend_schema(
        operation_id="procedures_suggestions",
        tags=["procedures"],
        summary="Gợi ý khi gõ",
        description="Tối đa tám gợi ý, từ hai chữ cái trở lên.",
        parameters=SuggestionParameters.documentation(),
        responses={(200, "application/json"): SuggestionsSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Return up to eight completions, from two letters on."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Complete what was typed."""
        values = SuggestionParameters.read(request.GET)
        found = catalogue.current().index.suggest(values["q"])
        return Answer.of(
            orjson.dumps(
                {"results": [{"text": s.text, "procedure": s.procedure_id} for s in found]}
            )
        )


class ChecklistView(CatalogueView):
    """What one citizen has to bring, pay and wait."""

    @extend_schema(
        operation_id="procedures_checklist",
        tags=["procedures"],
        summary="Danh mục cần chuẩn bị",
        description="Các điều kiện để chọn và, theo điều kiện đã chọn: giấy tờ, mức thu, ngày hẹn "
        "trả.",
        parameters=ChecklistParameters.documentation(),
        responses={
            (200, "application/json"): ChecklistSerializer,
            (410, "application/problem+json"): _GONE,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Return the conditions to tick and, for those ticked, documents, fee and due date."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        """Work the list out from the published document."""
        published = find_published(kwargs["key"])
        values = ChecklistParameters.read(request.GET)
        choice = checklist.Choice(
            case=values["case"] or "",
            channel=values["channel"] or "",
            conditions=frozenset(values["condition"] or ()),
            accepted_at=values["accepted_at"],
        )
        content = checklist.checklist(
            orjson.loads(published.document), choice, directory.current().calendar
        )
        return Answer.of(orjson.dumps(content), remember=choice.accepted_at is None)
