"""Addresses of the citizen's own notices."""

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.models import Citizen, Consent, Purpose
from citizens.notices import inbox
from citizens.notices.serializers import (
    NoticeSerializer,
    NoticeSettingsBody,
    NoticeSettingsSerializer,
    NoticesReadBody,
    UnreadNoticesSerializer,
)
from citizens.privacy.own_rows import has_none
from foundation.api.answers import all_shown
from foundation.api.pagination import PageParameters, page_of, page_serializer
from foundation.api.parameters import Parameters

TAG = "citizens"


class NoticeParameters(Parameters, PageParameters):
    """GET me/notices/."""

    unread = django_filters.ChoiceFilter(
        choices=[("true", "Có")], help_text="«true»: chỉ những thông báo chưa đọc."
    )


PAGE = page_serializer(
    "NoticePage",
    NoticeSerializer,
    {"unread": serializers.IntegerField(help_text="Số thông báo chưa đọc, đếm tới 1000.")},
)


class NoticesView(CitizenView):
    """The citizen's notices in the app. They need no consent: the citizen asks for them."""

    @extend_schema(
        operation_id="me_notices_list",
        summary="Thông báo của tôi",
        tags=[TAG],
        description="Thông báo mới nhất trước, kèm số chưa đọc. `link` là màn hình chi tiết, trống "
        "khi không có.",
        parameters=NoticeParameters.documentation(),
        responses=PAGE,
    )
    def get(self, request: CitizenRequest) -> Response:
        """List the citizen's own."""
        values = NoticeParameters.read(request.GET)
        mine = inbox.Inbox(request.user)
        none = has_none(request.user, (inbox.OWN, inbox.CONFIDENTIAL))
        shown = mine.unread() if values["unread"] else mine.own()
        page = page_of(
            request,
            values,
            shown,
            lambda rows: all_shown(NoticeSerializer, mine.with_moments(rows)),
            is_empty=none,
        )
        return Response({**page, "unread": 0 if none else mine.count_unread()})

    @extend_schema(
        operation_id="me_notices_partial_update",
        summary="Đánh dấu đã đọc",
        tags=[TAG],
        description="Gửi `read_ids` với mã các thông báo vừa đọc, hoặc `read_all`. Gửi lại không "
        "sao: đã đọc thì vẫn là đã đọc.",
        request=NoticesReadBody,
        responses=UnreadNoticesSerializer,
    )
    def patch(self, request: CitizenRequest) -> Response:
        """Mark as read."""
        NoParameters.read(request.GET)
        body = NoticesReadBody.read(request)
        if "read_ids" in body:
            inbox.mark_read(request.user, body["read_ids"])
        else:
            inbox.mark_all_read(request.user)
        return Response({"unread": inbox.count_unread(request.user)})


class NoticeSettingsView(CitizenView):
    """Which notices the citizen wants by Zalo."""

    @extend_schema(
        operation_id="me_notices_settings_retrieve",
        summary="Lựa chọn nhận thông báo qua Zalo",
        tags=[TAG],
        description="Đã đồng ý nhận qua Zalo chưa, và loại nào được gửi. Trong ứng dụng thì luôn "
        "có đủ.",
        responses=NoticeSettingsSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        """Show the choices."""
        NoParameters.read(request.GET)
        return Response(_settings(request.user))

    @extend_schema(
        operation_id="me_notices_settings_partial_update",
        summary="Bật, tắt loại thông báo qua Zalo",
        tags=[TAG],
        description="Đổi các loại được nêu. Đồng ý hay rút lại đồng ý nhận qua Zalo nói chung: "
        "me/consents/.",
        request=NoticeSettingsBody,
        responses=NoticeSettingsSerializer,
    )
    def patch(self, request: CitizenRequest) -> Response:
        """Save the choices."""
        NoParameters.read(request.GET)
        inbox.save_preferences(request.user, NoticeSettingsBody.read(request)["outside"])
        return Response(_settings(request.user))


def _settings(citizen: Citizen) -> dict[str, object]:
    return {
        "consent": Consent.objects.agrees(citizen, Purpose.NOTICES),
        "outside": inbox.preferences(citizen),
    }
