"""The endpoints of the feeds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from announcements.feeds import atom, cap, json_feed
from announcements.pages.answering import Make, PublishedView, remembered_answer
from announcements.pages.site import Site
from announcements.publishing.snapshot import Announcements
from foundation.api.problems import Problem


class FeedView(PublishedView):
    """Base of the feeds: answered from memory."""

    answers_not_modified = True

    @staticmethod
    def answer_with(request: HttpRequest, media_type: str, make: Make) -> HttpResponse:
        """Answer what `make` renders; 404 if it renders nothing."""
        answer = remembered_answer(request, request.path, media_type, make)
        if answer is None:
            raise Problem("not_found")
        response = answer.respond(request)
        response["Access-Control-Allow-Origin"] = "*"  # for the pages of anybody
        return response


class JsonFeedView(FeedView):
    """JSON Feed 1.1."""

    @extend_schema(
        operation_id="feed_json",
        summary="Nguồn tin JSON Feed 1.1",
        tags=["announcements"],
        description="50 tin mới nhất theo https://www.jsonfeed.org/version/1.1/. `_withdrawn` nêu "
        "các tin đã gỡ, cần xoá ở mọi bản sao. Truy nã, tìm người không có tên và ảnh ở đây.",
        responses={(200, json_feed.MEDIA_TYPE): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Answer with the feed."""
        return self.answer_with(request._request, json_feed.MEDIA_TYPE, json_feed.render)


class AtomView(FeedView):
    """Atom with tombstones."""

    @extend_schema(
        operation_id="feed_atom",
        summary="Nguồn tin Atom",
        tags=["announcements"],
        description="50 tin mới nhất theo RFC 4287; tin đã gỡ là `at:deleted-entry` của RFC 6721.",
        responses={(200, atom.MEDIA_TYPE): OpenApiTypes.STR},
    )
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Answer with the feed."""
        return self.answer_with(request._request, atom.MEDIA_TYPE, atom.render)


class AlertsView(FeedView):
    """The list of CAP messages, as Atom."""

    @extend_schema(
        operation_id="feed_alerts",
        summary="Danh mục cảnh báo CAP 1.2",
        tags=["announcements"],
        description="Danh mục theo Atom; mỗi mục dẫn đến bản tin CAP 1.2 mới nhất của một cảnh báo "
        "lừa đảo, giao thông hoặc tạm dừng dịch vụ.",
        responses={(200, atom.MEDIA_TYPE): OpenApiTypes.STR},
    )
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Answer with the list."""
        return self.answer_with(request._request, atom.MEDIA_TYPE, cap.render_index)


class AlertView(FeedView):
    """The newest CAP message about one warning."""

    @extend_schema(
        operation_id="feed_alert",
        summary="Bản tin CAP 1.2 của một cảnh báo",
        tags=["announcements"],
        description="Alert khi mới đăng, Update khi đã đính chính, Cancel khi đã gỡ; `references` "
        "nêu các bản tin trước.",
        responses={(200, cap.MEDIA_TYPE): OpenApiTypes.STR},
    )
    def get(self, request: Request, slug: str, **_kwargs: Any) -> HttpResponse:
        """Answer with the message."""

        def make(held: Announcements, site: Site) -> bytes | None:
            item = held.items.get(slug)
            return cap.render_alert(item, site) if item else None

        return self.answer_with(request._request, cap.MEDIA_TYPE, make)
