"""POST answers/ratings/: thumbs up or down for a card. Only a number is kept."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.api.bodies import Body
from foundation.api.problem_codes import may_answer
from foundation.api.public import Public
from foundation.api.throttles import AddressThrottle
from procedures.answers.counts import cards
from procedures.answers.parameters import NoParameters
from procedures.answers.parts import Part
from procedures.api.serializers import WithdrawnProblemSerializer
from procedures.publishing.lookup import find_published


class AnswerRatingThrottle(AddressThrottle):
    """Thumbs of one address."""

    scope = "answer_rating"


class AnswerRatingBody(Body):
    """A thumb."""

    procedure = serializers.CharField(max_length=200, help_text="Thủ tục trên thẻ.")
    part = serializers.ChoiceField(Part.choices, help_text="Phần trên thẻ.")
    helpful = serializers.BooleanField(help_text="Thẻ có hữu ích không.")

    example: ClassVar = {"procedure": "tthc-1-001456", "part": "fee", "helpful": True}


class AnswerRatingView(Public, APIView):
    """A thumb for a card, from anyone."""

    throttle_classes = (AnswerRatingThrottle,)

    @extend_schema(
        operation_id="answers_ratings_create",
        tags=["procedures"],
        summary="Đánh giá một thẻ trả lời",
        description="Chỉ đếm theo thủ tục và phần; không giữ câu hỏi, người gửi.",
        request=AnswerRatingBody,
        responses={204: None, (410, "application/problem+json"): WithdrawnProblemSerializer},
    )
    @may_answer("not_found", "procedure_withdrawn")
    def post(self, request: Request) -> Response:
        """Count it."""
        NoParameters.read(request.GET)
        body = AnswerRatingBody.read(request)
        published = find_published(body["procedure"])
        cards.add(published.id, body["part"], "helpful" if body["helpful"] else "unhelpful")
        return Response(status=204, headers={"Cache-Control": "no-store"})
