"""The catalogue's endpoints. They read everything from the snapshot and send no query."""

from collections.abc import Iterable, Mapping

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from foundation.api.pagination import links, slice_page
from foundation.api.permissions import Anyone
from foundation.api.problems import FieldError, Problem, pointer
from foundation.api.throttles import CatalogueThrottle
from foundation.publishing.conditional import Answer, JoinedMemory, Memory, RememberedView
from foundation.publishing.days import Day, day_in_vietnam
from offices.receiving import Whence
from offices.snapshot import directory
from procedures import checklist
from procedures.filters import ChecklistParameters, ProcedureParameters, SuggestionParameters
from procedures.foreigners import offer_to_foreigners
from procedures.hint_rendering import render_hints
from procedures.list_parameters import read_selection, split_search
from procedures.lookup import find_published
from procedures.read_counts import reads
from procedures.search_counts import countable, counts
from procedures.serializers import (
    ChecklistSerializer,
    ProcedureDetailSerializer,
    ProcedurePageSerializer,
    SearchSuggestionsSerializer,
    WithdrawnProblemSerializer,
)
from procedures.snapshot import catalogue
from procedures.where_to_go import where_to_go


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
    def count_answer(answer: Answer) -> None:
        """Count what was searched for, if anything."""
        if answer.counted_as is not None:
            counts.add(answer.counted_as, found=answer.found)


class ProcedureListView(CatalogueView):
    """Find procedures: by free text, by filters, or all of them."""

    @extend_schema(
        operation_id="procedures_list",
        tags=["procedures"],
        summary="Tìm thủ tục",
        description="Thẻ thủ tục, phù hợp nhất đứng trước; kèm lời nhắc: số khẩn cấp, việc của cơ "
        "quan khác, việc dễ nhầm. Câu tìm bằng tiếng nước ngoài mà không thấy gì thì nhận mọi thủ "
        "tục dành cho người nước ngoài, kèm lời nhắc `foreigners` bằng tiếng đó.",
        parameters=ProcedureParameters.documentation(),
        responses={(200, "application/json"): ProcedurePageSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return cards, most relevant first, with hints beside them."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Search, filter, cut out the page and join its cards."""
        catalogue_now = catalogue.current()
        text, others = split_search(request)
        selection = read_selection(others, catalogue_now.selections)
        found = catalogue_now.index.search(text) if text else None
        documents = catalogue_now.documents
        listed = [documents[name] for name in found.ids] if found else list(documents.values())
        empty = found is not None and not found.ids
        offered, offer = offer_to_foreigners(text, documents) if empty else ([], [])
        chosen = selection.select(offered or listed)
        page, number, last = slice_page(chosen, selection.paging)
        following, previous = None, None
        if number > 1 or not last:  # else there is no need to parse the parameters
            following, previous = links(request.path, request.GET, number, last=last)
        head = {"count": len(chosen), "next": following, "previous": previous}
        tail = {
            "did_you_mean": found.did_you_mean if found else None,
            "hints": [*render_hints(found.hints), *offer] if found else [],
        }
        body = join_cards(head, [p.card for p in page], tail)
        counted_as_found = bool(chosen and not offered)
        answer = Answer.from_body(body, countable(text) or None, found=counted_as_found)
        return answer.of_day(catalogue_now.day)


def join_cards(
    head: Mapping[str, object], cards: Iterable[bytes], tail: Mapping[str, object]
) -> bytes:
    """Return one JSON object: `head`, then `results` made of rendered cards, then `tail`."""
    return b'%b,"results":[%b],%b' % (
        orjson.dumps(head)[:-1],
        b",".join(cards),
        orjson.dumps(tail)[1:],
    )


def refuse_parameters(request: HttpRequest) -> None:
    """Raise Problem if an endpoint without parameters is sent some."""
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
            (200, "application/json"): ProcedureDetailSerializer,
            (410, "application/problem+json"): _GONE,
        },
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return everything about the procedure, with sources and how sure each fact is."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Return the document, rendered when it was published."""
        refuse_parameters(request)
        published = find_published(kwargs["key"])
        day = Day.of(published.day)
        return Answer(published.document, published.etag, published.id, day=day)

    @staticmethod
    def count_answer(answer: Answer) -> None:
        """Count which procedure was read."""
        if answer.counted_as is not None:
            reads.add(answer.counted_as)


class SuggestionsView(CatalogueView):
    """Completions while a citizen types."""

    @extend_schema(
        operation_id="procedures_suggestions",
        tags=["procedures"],
        summary="Gợi ý khi gõ",
        description="Tối đa tám gợi ý, từ hai chữ cái trở lên.",
        parameters=SuggestionParameters.documentation(),
        responses={(200, "application/json"): SearchSuggestionsSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return up to eight completions, from two letters on."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Complete what was typed."""
        values = SuggestionParameters.read(request.GET)
        found = catalogue.current().index.suggest(values["q"])
        return Answer.from_body(
            orjson.dumps(
                {"results": [{"text": s.text, "procedure": s.procedure_id} for s in found]}
            )
        )


class ChecklistView(CatalogueView):
    """What one citizen has to bring, pay and wait, and where to go."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of both the catalogue of today and the offices in use."""
        return cls._memories.of(CatalogueView.memory(), directory.current())

    @extend_schema(
        operation_id="procedures_checklist",
        tags=["procedures"],
        summary="Danh mục cần chuẩn bị",
        description="Các điều kiện để chọn và, theo điều kiện đã chọn: giấy tờ, mức thu, ngày hẹn "
        "trả; nơi nộp theo xã, phường hoặc vị trí.",
        parameters=ChecklistParameters.documentation(),
        responses={
            (200, "application/json"): ChecklistSerializer,
            (410, "application/problem+json"): _GONE,
        },
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return the conditions to tick and, for those ticked, documents, fee and due date."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Work out the list from the published document."""
        published = find_published(kwargs["key"])
        values = ChecklistParameters.read(request.GET)
        choice = checklist.Choice(
            case=values["case"] or "",
            channel=values["channel"] or "",
            conditions=frozenset(values["condition"] or ()),
            accepted_at=values["accepted_at"],
        )
        if choice.accepted_at:
            published = published.on(day_in_vietnam(choice.accepted_at))
        document, offices = orjson.loads(published.document), directory.current()
        content = checklist.checklist(document, choice, offices.calendar)
        today = catalogue.current().day
        whence = Whence(today.date, values["place"] or "", values["near"])
        content |= where_to_go(document, content["channel"], offices, whence)
        body = orjson.dumps(content)
        if values["near"]:  # nobody may learn from a cache where somebody stands
            return Answer.from_body(body, remember=False, cache_control="no-store")
        answer = Answer.from_body(body, remember=choice.accepted_at is None)
        return answer.of_day(today)
