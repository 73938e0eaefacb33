"""GET answers/: the answer card."""

from dataclasses import asdict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from foundation.api.deprecations import of_parameters
from foundation.publishing.conditional import KEPT_BY_NGINX, Answer, JoinedMemory, Memory
from offices.finding.receiving import Whence
from offices.snapshot import directory
from procedures.answers import counts, duty
from procedures.answers.cards import Answering, Card, Kind
from procedures.answers.parameters import AnswerParameters
from procedures.answers.points import Sentence
from procedures.answers.serializers import AnswerCardSerializer, AnswerCertainty
from procedures.api.views import CatalogueView
from procedures.search.words import MAX_CHARACTERS


class AnswerView(CatalogueView):
    """The answer to a question about one part of one procedure."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of both today's catalogue and the current offices."""
        return cls._memories.of(CatalogueView.memory(), directory.current())

    @extend_schema(
        operation_id="answers_retrieve",
        tags=["procedures"],
        summary="Trả lời một câu hỏi",
        description="Thẻ trả lời cho câu hỏi về một phần của một thủ tục (giấy tờ, lệ phí, thời "
        "hạn …). Không soạn câu nào: mỗi câu có trong bản đã công bố, hoặc là số tiền, ngày, giờ, "
        "số điện thoại. Hai trường hợp khác nhau thì hỏi lại (`ask`); chưa chắc thì không trả lời "
        "(`none`) và cho biết hỏi ai. Hỏi ai trực, ai phụ trách một tổ, thôn thì "
        "trả lời bằng chức danh và điện thoại công tác mà đơn vị công bố.",
        parameters=AnswerParameters.documentation(),
        responses={(200, "application/json"): AnswerCardSerializer},
    )
    def get(self, request: Request, **kwargs: str) -> HttpResponse:
        """Return the card."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: str) -> Answer:
        """Read the question, and make the card from what is published."""
        values = AnswerParameters.read(request.GET)
        question, answering = values["search"].strip()[:MAX_CHARACTERS], Answering.now()
        today = answering.catalogue.day
        former = of_parameters(AnswerParameters.former, request.GET)
        if about_duty := duty.card_of(question, values["place"] or ""):
            return _until(about_duty, question).deprecated_by(former)
        card = answering.card(question, Whence(today.date, values["place"] or ""), values["at"])
        body = orjson.dumps(rendered(card, question))
        counted_as, remember = counts.key_of(card, question), values["at"] is None
        answer = Answer.from_body(body, counted_as, remember=remember).of_day(today)
        return answer.deprecated_by(former)

    @staticmethod
    def count_answer(answer: Answer) -> None:
        """Count the card, or that there was none."""
        if answer.counted_as is not None:
            counts.count(answer.counted_as)


def _until(about_duty: tuple[Card, int], question: str) -> Answer:
    """Return a card that is kept until the shift ends; nginx keeps what may be kept for longer."""
    card, seconds = about_duty
    kept = f"public, max-age={seconds}"
    body = orjson.dumps(rendered(card, question))
    answer = Answer.from_body(body, remember=False, cache_control=kept)
    return answer if seconds > KEPT_BY_NGINX else answer.kept_nowhere()


def rendered(card: Card, question: str) -> dict[str, Any]:
    """Return the card in the shape of `AnswerCardSerializer`."""
    checklist = reverse("checklist", args=[card.procedure]) if card.procedure else None
    return {
        "kind": card.kind.value,
        "procedure": card.procedure or None,
        "name": card.name,
        "part": card.part.value if card.part else None,
        "part_name": card.part.label if card.part else "",
        "case": card.case,
        "sentences": [_sentence(one) for one in card.sentences],
        "choices": [asdict(one) for one in card.choices],
        "note": card.note,
        "next": {
            "checklist": checklist if card.kind != Kind.NONE else None,
            "question": {"procedure": card.procedure or None, "text": question},
        },
    }


def _sentence(one: Sentence) -> dict[str, Any]:
    certainty = AnswerCertainty.ASK_FIRST if one.doubt else AnswerCertainty.CERTAIN
    return {**asdict(one), "as_of": one.as_of or None, "certainty": certainty}
