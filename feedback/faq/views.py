"""The public endpoint of published answers. It answers from the snapshot, without a query.

A procedure's page uses `faq/?procedure=<id>`: the catalogue does not know this app, and is not
rendered again when an answer is published.
"""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from feedback.faq.filters import FaqParameters
from feedback.faq.snapshot import published_answers
from feedback.questions.serializers import PublishedAnswerSerializer
from foundation.api.pagination import page_head, page_serializer
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, Memory, RememberedView


class FaqView(Public, RememberedView):
    """Published answers by text, procedure and field."""

    @staticmethod
    def memory() -> Memory:
        return published_answers().memory

    @extend_schema(
        operation_id="faq_list",
        summary="Câu trả lời đã công bố",
        tags=["questions"],
        description="Câu hỏi thường gặp và câu trả lời của cơ quan công an. Trang của một thủ tục "
        "gọi với `procedure`.",
        parameters=FaqParameters.documentation(),
        responses={
            (200, "application/json"): page_serializer("FaqPage", PublishedAnswerSerializer)
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        values = FaqParameters.read(request.GET)
        chosen = published_answers().chosen(
            search=values["search"] or "",
            procedure=values["procedure"] or "",
            field=values["field"] or "",
        )
        head, part = page_head(request, values, len(chosen))
        return Answer.from_body(orjson.dumps({**head, "results": list(chosen[part])}))
