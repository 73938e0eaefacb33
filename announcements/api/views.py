"""Public endpoints of announcements. They answer from the snapshot, without a query."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from announcements.api.filters import AnnouncementParameters
from announcements.api.serializers import (
    AnnouncementCardSerializer,
    AnnouncementSerializer,
    HistorySerializer,
    WithdrawnAnnouncementSerializer,
)
from announcements.publishing.selecting import select
from announcements.publishing.snapshot import Item, published_announcements
from citizens.api.filters import NoParameters
from foundation.api.pagination import page_head, page_serializer
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, Memory, RememberedView

TAG = "announcements"


class AnnouncementsBaseView(Public, RememberedView):
    """Base of the public endpoints."""

    @staticmethod
    def memory() -> Memory:
        return published_announcements().memory


def _answer(body: bytes) -> Answer:
    """Return an answer that nobody shows again without asking: it may have been withdrawn."""
    return Answer.from_body(body).kept_nowhere()


class AnnouncementsView(AnnouncementsBaseView):
    """Announcements by words, kind, office, area and time."""

    @extend_schema(
        operation_id="announcements_list",
        summary="Tin và cảnh báo",
        tags=[TAG],
        description="Tin đang đăng: tin ghim đứng trước, rồi mới nhất; khi tìm thì phù hợp nhất "
        "đứng trước. Trả lời `no-cache` kèm ETag: hỏi lại mỗi lần mở, vì tin có thể đã bị gỡ.",
        parameters=AnnouncementParameters.documentation(),
        responses={
            (200, "application/json"): page_serializer(
                "AnnouncementPage", AnnouncementCardSerializer
            )
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        values = AnnouncementParameters.read(request.GET)
        chosen = select(published_announcements(), values)
        head, part = page_head(request, values, len(chosen))
        cards = b",".join(item.card for item in chosen[part])
        body = orjson.dumps(head)[:-1] + b',"results":[' + cards + b"]}"
        return _answer(body)


def find_item(slug: str) -> Item:
    """Return the announcement at an address.

    Raises Problem `not_found`, and `announcement_withdrawn` with the tombstone.
    """
    item = published_announcements().items.get(slug)
    if item is None:
        raise Problem("not_found")
    if item.tombstone is not None:
        raise Problem("announcement_withdrawn", item.tombstone["reason"], tombstone=item.tombstone)
    return item


class AnnouncementView(AnnouncementsBaseView):
    """One announcement."""

    @extend_schema(
        operation_id="announcements_retrieve",
        summary="Một tin",
        tags=[TAG],
        description="Tin đang đăng hoặc đã hết hạn. Tin đã gỡ: 410 `announcement_withdrawn`, "
        "`tombstone` nói gỡ lúc nào; ai giữ bản sao thì xoá. Trả lời `no-cache` kèm ETag.",
        responses={
            (200, "application/json"): AnnouncementSerializer,
            (410, "application/problem+json"): OpenApiResponse(
                WithdrawnAnnouncementSerializer, description="Tin đã gỡ; ai giữ bản sao thì xoá."
            ),
        },
    )
    @may_answer("announcement_withdrawn")
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        NoParameters.read(request.GET)
        return _answer(orjson.dumps(find_item(kwargs["slug"]).document))


class AnnouncementHistoryView(AnnouncementsBaseView):
    """What happened to an announcement since it was published."""

    @extend_schema(
        operation_id="announcements_history",
        summary="Lịch sử của một tin",
        tags=[TAG],
        description="Mỗi lần đăng, đính chính, hết hạn, gỡ; còn đọc được sau khi gỡ.",
        responses={(200, "application/json"): HistorySerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        NoParameters.read(request.GET)
        item = published_announcements().items.get(kwargs["slug"])
        if item is None:
            raise Problem("not_found")
        body = orjson.dumps({"slug": item.slug, "results": item.history})
        return _answer(body)
