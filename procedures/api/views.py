"""The catalogue's endpoints. They read everything from the snapshot and send no query."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from foundation.api.deprecations import of_parameters
from foundation.api.pagination import page_head
from foundation.api.problem_codes import may_answer
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, JoinedMemory, Memory, RememberedView
from foundation.publishing.days import Day, day_in_vietnam
from foundation.records.vietnamese import Said
from offices.finding.receiving import Whence
from offices.snapshot import directory
from procedures.api import checklist
from procedures.api.filters import (
    ChecklistParameters,
    LanguageParameters,
    ProcedureParameters,
    SuggestionParameters,
)
from procedures.api.list_parameters import read_selection, split_search
from procedures.api.serializers import (
    ChecklistSerializer,
    ProcedureDetailSerializer,
    ProcedurePageSerializer,
    SearchConfidence,
    SearchSuggestionsSerializer,
    WithdrawnProblemSerializer,
)
from procedures.api.where_to_go import where_to_go
from procedures.counts.reads import reads
from procedures.counts.searches import countable, counts
from procedures.danger.answering import render_danger
from procedures.publishing.lookup import find_published
from procedures.publishing.published import Published
from procedures.publishing.snapshot import Catalogue, catalogue
from procedures.search import doors
from procedures.search.foreigners import offer_to_foreigners
from procedures.search.hint_rendering import render_hints
from procedures.search.results import NotPolice, SearchResult, Suggestion
from procedures.translations.language_of_answer import VIETNAMESE, known_language
from procedures.translations.rendering import PREVAILS, Translated
from procedures.translations.sentences import say, speaking

NO_SEARCH = SearchResult()


class CatalogueView(Public, RememberedView):
    """Base of the catalogue's endpoints: public, read only."""

    @staticmethod
    def memory() -> Memory:
        """Return the memory of the catalogue in use."""
        return catalogue.current().memory

    @staticmethod
    def count_answer(answer: Answer) -> None:
        """Count the search, if there was one."""
        if answer.counted_as is not None:
            counts.add(answer.counted_as, found=answer.found)


class ProcedureListView(CatalogueView):
    """Find procedures: by free text, by filters, or all of them."""

    _memories = JoinedMemory()

    @staticmethod
    def memory() -> Memory:
        """Return the memory of answers from the catalogue and the other sources of a search."""
        return ProcedureListView._memories.of(catalogue.current(), *doors.held())

    @extend_schema(
        operation_id="procedures_list",
        tags=["procedures"],
        summary="Tìm thủ tục",
        description="Thẻ thủ tục, phù hợp nhất đứng trước; kèm lời nhắc: việc dễ nhầm. Người đang "
        "gặp nguy hiểm thì nhận `danger`: một số để gọi, hiện đầu tiên và một mình. `doors`: lối "
        "đi khi điều cần không phải một thủ tục. Câu tìm bằng tiếng nước ngoài mà không thấy gì "
        "thì nhận mọi thủ tục dành cho người nước ngoài, kèm lời nhắc `foreigners` bằng tiếng đó.",
        parameters=ProcedureParameters.documentation(),
        responses={(200, "application/json"): ProcedurePageSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return cards, most relevant first, with hints."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Search, filter, cut out the page and join its cards."""
        catalogue_now = catalogue.current()
        typed, others = split_search(request)
        text = Said(typed)
        selection = read_selection(others, catalogue_now.selections)
        language = selection.language
        found = catalogue_now.index.search(text) if text else NO_SEARCH
        with speaking(language, {}):
            offer = doors.offer(text, found) if text else doors.NOTHING
            listed, hints = _listed(text, found, offer, language)
            # A correction would repeat what was pasted.
            meant = None if offer.alone else found.did_you_mean
            tail: dict[str, object] = {"did_you_mean": meant, "hints": hints}
            tail["danger"] = render_danger(found.danger, text, language)
            tail |= {"notice": say(PREVAILS)} if language else {}
        chosen = selection.select(listed)
        head, part = page_head(request, selection.paging, len(chosen))
        tail["doors"] = offer.doors if part.start == 0 else []
        tail["confidence"] = _confidence(found, chosen) if text else None
        body = join_cards(head, [catalogue_now.card(p, language) for p in chosen[part]], tail)
        useful = bool(found.danger or offer.doors or (found.ids and chosen) or not text)
        # What was pasted is kept nowhere; what is behind a door may be withdrawn.
        term = None if offer.pasted else countable(text) or None
        answer = Answer.from_body(body, term, found=useful, remember=not offer.pasted)
        if offer.doors:
            answer = answer.kept_nowhere()
        return answer.of_day(catalogue_now.day).in_language(language or VIETNAMESE)


def _confidence(found: SearchResult, chosen: Sequence[Published]) -> str | None:
    """Return how likely the first of `chosen` is meant; None if there is none."""
    if not chosen:
        return None
    sure = found.is_sure and chosen[0].id == found.ids[0]
    return (SearchConfidence.HIGH if sure else SearchConfidence.LOW).value


def _listed(
    text: str, found: SearchResult, offer: doors.Offer, language: str
) -> tuple[list[Published], list[dict[str, str]]]:
    """Return the procedures of a search, or all without one, and the hints before them.

    Other agencies are doors, not hints.
    """
    documents = catalogue.current().documents
    if not text:
        return list(documents.values()), []
    hints = render_hints(hint for hint in found.hints if not isinstance(hint, NotPolice))
    listed = [] if offer.alone else [documents[name] for name in found.ids]
    if listed or offer.doors or found.danger:
        return listed, hints
    offered, told = offer_to_foreigners(text, documents, language)
    return offered, [*hints, *told]


def join_cards(
    head: Mapping[str, object], cards: Iterable[bytes], tail: Mapping[str, object]
) -> bytes:
    """Return one JSON object: `head`, then `results` of rendered cards, then `tail`."""
    return b'%b,"results":[%b],%b' % (
        orjson.dumps(head)[:-1],
        b",".join(cards),
        orjson.dumps(tail)[1:],
    )


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
        description="Toàn bộ nội dung đã công bố, kèm nguồn và mức độ tin cậy. Nhận định danh hoặc "
        "mã quốc gia, kể cả mã cũ.",
        parameters=LanguageParameters.documentation(),
        responses={
            (200, "application/json"): ProcedureDetailSerializer,
            (410, "application/problem+json"): _GONE,
        },
    )
    @may_answer("procedure_withdrawn")
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return the whole procedure, with sources and the certainty of each fact."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Return the document, rendered when it was published."""
        language = known_language(LanguageParameters.read(request.GET)["lang"])
        published = find_published(kwargs["key"])
        day = Day.of(published.day)
        translated = published.translated(language)
        if translated is None:
            vietnamese = Answer(published.document, published.etag, published.id, day=day)
            return vietnamese.in_language(VIETNAMESE)
        page = translated.page()
        for link in page["next_procedures"]:
            link["name"] = _name_of_link(language, link["id"], link["name"])
        answer = Answer.from_body(orjson.dumps(page), published.id)
        return answer.of_day(day).in_language(language)

    @staticmethod
    def count_answer(answer: Answer) -> None:
        """Count the reading of a procedure."""
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
        """Complete the typed text."""
        values = SuggestionParameters.read(request.GET)
        catalogue_now, language = catalogue.current(), known_language(values["lang"])
        found = catalogue_now.index.suggest(values["search"])
        results = [
            {"text": _in_language(s, catalogue_now, language), "procedure": s.procedure_id}
            for s in found
        ]
        answer = Answer.from_body(orjson.dumps({"results": results}))
        former = of_parameters(SuggestionParameters.former, request.GET)
        return answer.in_language(language or VIETNAMESE).deprecated_by(former)


def _in_language(suggestion: Suggestion, catalogue_now: Catalogue, language: str) -> str:
    """Return the text of `suggestion`; if it is the name of a procedure, in `language`."""
    published = catalogue_now.documents.get(suggestion.procedure_id or "")
    if not language or published is None or suggestion.text != published.short_name:
        return suggestion.text
    return _name_in(language, published.id, suggestion.text)


def _name_in(language: str, procedure_id: str, name: str) -> str:
    """Return the name of a procedure in `language`, or `name` if it is not published."""
    catalogue_now = catalogue.current()
    published = catalogue_now.documents.get(procedure_id)
    if published is None:
        return name
    said: str = orjson.loads(catalogue_now.card(published, language))["name"]
    return said


def _name_of_link(language: str, procedure_id: str, name: str) -> str:
    """Return the name in `language`, or the Vietnamese one between quotation marks."""
    said = _name_in(language, procedure_id, name)
    return f"«{name}»" if said == name else said


def _is_asked_by_many(accepted_at: datetime | None) -> bool:
    """Return True for no time, and the first or last second of an hour; others are personal."""
    return accepted_at is None or (accepted_at.minute, accepted_at.second) in {(0, 0), (59, 59)}


class ChecklistView(CatalogueView):
    """What one citizen has to bring, pay and wait for, and where to go."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of both today's catalogue and the current offices."""
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
    @may_answer("procedure_withdrawn")
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return the conditions to tick and, for those ticked, documents, fee and due date."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Compute the list from the published document."""
        published = find_published(kwargs["key"])
        values = ChecklistParameters.read(request.GET)
        choice = checklist.Choice(
            case=values["case"] or "",
            channel=values["channel"] or "",
            conditions=frozenset(values["condition"] or ()),
            accepted_at=values["accepted_at"],
            age=None if values["age"] is None else int(values["age"]),
        )
        if choice.accepted_at:
            published = published.on(day_in_vietnam(choice.accepted_at))
        today = catalogue.current().day
        whence = Whence(today.date, values["place"] or "", values["near"])
        language = known_language(values["lang"])
        translated = published.translated(language)
        content = _checklist_of(published, translated, choice, whence)
        body = orjson.dumps(content)
        shown_in = language if translated else VIETNAMESE
        if values["near"]:  # a shared cache must not reveal where somebody is
            answer = Answer.from_body(body, remember=False, cache_control="no-store")
            return answer.in_language(shown_in)
        answer = Answer.from_body(body, remember=_is_asked_by_many(choice.accepted_at))
        return answer.of_day(today).in_language(shown_in)


def _checklist_of(
    published: Published,
    translated: Translated | None,
    choice: checklist.Choice,
    whence: Whence,
) -> dict[str, Any]:
    """Return the check list with its offices, in Vietnamese or in the language of `translated`."""
    offices = directory.current()
    document = translated.document if translated else orjson.loads(published.document)
    if translated:
        choice = replace(choice, case=translated.vietnamese_case(choice.case))
    with translated.speaking() if translated else nullcontext():
        content = checklist.checklist(document, choice, offices.calendar)
        content |= where_to_go(document, content["channel"], offices, whence)
    if translated:
        translated.put_into(content)
    return content
