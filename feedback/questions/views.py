"""Endpoints of a citizen's questions."""

from typing import Any

import orjson
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import access_log
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from feedback.faq.snapshot import published_answers
from feedback.models import Question
from feedback.questions import actions, conversation, resolving
from feedback.questions.actions import SentMessage
from feedback.questions.serializers import (
    QuestionBody,
    QuestionCardSerializer,
    QuestionChangeBody,
    QuestionDetailSerializer,
    QuestionMessageBody,
    QuestionSuggestionsBody,
    QuestionSuggestionsSerializer,
)
from feedback.throttles import QuestionThrottle
from foundation.api import idempotency
from foundation.api.answers import all_shown
from foundation.api.pagination import OwnPages, page_serializer
from foundation.api.problem_codes import may_answer
from foundation.api.throttles import CitizenThrottle
from procedures.danger.answering import danger_in
from procedures.publishing.published import Published
from procedures.publishing.snapshot import catalogue
from procedures.search.hint_rendering import render_hints

TAG = "questions"
SUGGESTED = 5


_OWN = OwnPages(
    lambda citizen: conversation.with_card(Question.objects.of_citizen(citizen).newest_first())
)


def _cards(rows: Any) -> Any:
    return all_shown(QuestionCardSerializer, rows)


def _is_write(request: Any) -> bool:
    return getattr(request, "method", None) == "POST"  # None while the schema is generated


class WritingView(CitizenView):
    """Base of endpoints where citizens write: writing has its own throttle."""

    def get_throttles(self) -> list[BaseThrottle]:
        return (
            [CitizenThrottle(), QuestionThrottle()]
            if _is_write(self.request)
            else super().get_throttles()
        )


class QuestionsView(WritingView):
    """The citizen's questions."""

    @extend_schema(
        operation_id="questions_list",
        summary="Câu hỏi của tôi",
        tags=[TAG],
        description="Câu hỏi vừa thay đổi đứng trước, kèm lời sau cùng của đơn vị.",
        parameters=PagesOnly.documentation(),
        responses=page_serializer("QuestionPage", QuestionCardSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        values = PagesOnly.read(request.GET)
        return Response(_OWN.page_of(request, values, request.user.pk, _cards))

    @extend_schema(
        operation_id="questions_create",
        summary="Gửi câu hỏi",
        tags=[TAG],
        description=(
            "Hỏi một đơn vị, về một thủ tục hoặc về một hồ sơ của mình; hệ thống chọn đơn vị theo "
            "hồ sơ, thủ tục, lĩnh vực và nơi ở. "
            "Nên gọi questions/suggestions/ trước để xem câu trả lời đã có. Đơn vị đã kết thúc "
            "thì đến đơn vị thay thế hoặc cấp trên."
        ),
        parameters=[idempotency.PARAMETER],
        request=QuestionBody,
        responses={201: QuestionDetailSerializer},
    )
    @may_answer("questions_too_many", "office_closed", "place_ambiguous")
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        body = QuestionBody.read(request)

        def create() -> int:
            destination, about = resolving.resolve_request(request.user, body)
            return int(actions.ask(request.user, _sent_message(body), destination, about).pk)

        number = idempotency.once(
            request, f"citizen:{request.user.pk}", "questions_create", body, create
        )
        return _show_own(request, int(number), status.HTTP_201_CREATED)


class QuestionView(CitizenView):
    """One question."""

    @extend_schema(
        operation_id="questions_retrieve",
        summary="Một câu hỏi của tôi",
        tags=[TAG],
        description="Tình trạng, việc làm tiếp, những gì hai bên đã nói và ảnh gửi kèm.",
        responses=QuestionDetailSerializer,
    )
    def get(self, request: CitizenRequest, question_id: int) -> Response:
        NoParameters.read(request.GET)
        return _show_own(request, question_id)

    @extend_schema(
        operation_id="questions_partial_update",
        summary="Xác nhận đã giải quyết",
        tags=[TAG],
        description="Chỉ công dân nói được là việc đã giải quyết; cán bộ chỉ trả lời. Gửi lần nữa "
        "cũng được.",
        request=QuestionChangeBody,
        responses=QuestionDetailSerializer,
    )
    @may_answer("question_moved_on")
    def patch(self, request: CitizenRequest, question_id: int) -> Response:
        NoParameters.read(request.GET)
        QuestionChangeBody.read(request)
        actions.mark_solved(request.user, _find_own(request, question_id))
        return _show_own(request, question_id)


class MessagesView(WritingView):
    """Messages that the citizen adds."""

    @extend_schema(
        operation_id="questions_messages_create",
        summary="Viết tiếp vào câu hỏi",
        tags=[TAG],
        description="Bổ sung khi cán bộ hỏi thêm; với câu hỏi đã trả lời hoặc kết thúc chưa quá "
        "14 ngày là hỏi tiếp.",
        parameters=[idempotency.PARAMETER],
        request=QuestionMessageBody,
        responses={201: QuestionDetailSerializer},
    )
    @may_answer("question_merged", "question_ended", "question_moved_on")
    def post(self, request: CitizenRequest, question_id: int) -> Response:
        NoParameters.read(request.GET)
        body = QuestionMessageBody.read(request)
        question = _find_own(request, question_id)
        operation = f"questions_messages_create:{question.pk}"

        def create() -> int:
            return int(actions.add_message(request.user, question, _sent_message(body)).pk)

        idempotency.once(request, f"citizen:{request.user.pk}", operation, body, create)
        return _show_own(request, question.pk, status.HTTP_201_CREATED)


class SuggestionsView(CitizenView):
    """Possible answers to a question before it is sent."""

    @extend_schema(
        operation_id="questions_suggestions",
        summary="Gợi ý trước khi gửi câu hỏi",
        tags=[TAG],
        description=(
            "Câu trả lời đã công bố và thủ tục phù hợp với điều công dân viết, kèm lời nhắc: "
            "việc của cơ quan khác; người đang gặp nguy hiểm thì nhận `danger` trước hết. "
            "Nội dung không được lưu, không được đếm; gửi bằng POST vì có thể có thông tin riêng."
        ),
        request=QuestionSuggestionsBody,
        responses=QuestionSuggestionsSerializer,
    )
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        return Response(suggestions(QuestionSuggestionsBody.read(request)["text"]))


def suggestions(text: str) -> dict[str, Any]:
    """Return hints, published answers and procedures for a text, best first. Sends no query."""
    held = catalogue.current()
    found = held.index.search(text)
    return {
        # A question may be longer than a search.
        "danger": danger_in(text),
        "hints": render_hints(found.hints),
        "answers": published_answers().search(text)[:SUGGESTED],
        "procedures": [_describe(held.documents[key]) for key in found.ids[:SUGGESTED]],
    }


def _describe(procedure: Published) -> dict[str, Any]:
    card = orjson.loads(procedure.card)
    levels = {name: card[name] for name in ("levels", "level_names")}
    return {"id": procedure.id, "short_name": procedure.short_name, **levels}


def _sent_message(body: dict[str, Any]) -> SentMessage:
    return SentMessage(body["text"], tuple(body["photos"]))


def _show_own(
    request: CitizenRequest, question_id: int, status_code: int = status.HTTP_200_OK
) -> Response:
    found = _find_own(request, question_id)
    shown = QuestionDetailSerializer(found, context={"request": request})
    return Response(shown.data, status=status_code)


def _find_own(request: CitizenRequest, question_id: int) -> Question:
    """Return the citizen's own question. Anything else is logged and answered as not found."""
    found: Question | None = (
        conversation.for_citizen(Question.objects.of_citizen(request.user))
        .filter(pk=question_id)
        .first()
    )
    if found is None:
        raise access_log.record_refusal(request.user, "question", question_id)
    return found
