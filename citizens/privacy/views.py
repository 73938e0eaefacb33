"""Addresses of the privacy notice, of consents and of the export."""

from typing import Any, ClassVar

import orjson
from django.http import HttpRequest
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from citizens import access_log, actions
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.api.throttles import ExportThrottle
from citizens.models import Purpose
from citizens.privacy import documents
from citizens.privacy.export import export_citizen
from citizens.privacy.serializers import (
    ConsentBody,
    ConsentsSerializer,
    DataExportSerializer,
    PrivacyNoticeSerializer,
    TermsSerializer,
)
from foundation.api.answers import shown
from foundation.api.public import Public
from foundation.api.throttles import CitizenThrottle
from foundation.publishing.conditional import Answer, Memory, RememberedView

TAG = "privacy"


class PrivacyView(Public, RememberedView):
    """The privacy notice, for anyone."""

    answers: ClassVar[Memory] = Memory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the answers of this process. The notice depends on its settings only."""
        return cls.answers

    @extend_schema(
        operation_id="privacy_retrieve",
        summary="Thông báo về dữ liệu cá nhân",
        tags=[TAG],
        description="Ai lưu dữ liệu gì, để làm gì, trong bao lâu và vì sao; quyền của công dân, "
        "cách thực hiện và đầu mối liên hệ.",
        responses=PrivacyNoticeSerializer,
    )
    def get(self, request: Any, **kwargs: Any) -> Any:
        """Show the notice."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Return the notice."""
        NoParameters.read(request.GET)
        return Answer.from_body(orjson.dumps(documents.privacy_notice()))


class TermsView(PrivacyView):
    """The terms of use, for anyone."""

    answers: ClassVar[Memory] = Memory()

    @extend_schema(
        operation_id="terms_retrieve",
        summary="Điều khoản sử dụng",
        tags=[TAG],
        description="Điều khoản hiện hành, tên ứng dụng, cơ quan chủ quản, địa chỉ, điện thoại và "
        "cách khiếu nại.",
        responses=TermsSerializer,
    )
    def get(self, request: Any, **kwargs: Any) -> Any:
        """Show the terms."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Return the terms."""
        NoParameters.read(request.GET)
        return Answer.from_body(orjson.dumps(documents.terms_of_use()))


class ConsentsView(CitizenView):
    """What the citizen agreed to."""

    @extend_schema(
        operation_id="me_consents_retrieve",
        summary="Các đồng ý của tôi",
        tags=[TAG],
        description="Từng mục đích: đang đồng ý hay không, từ khi nào, và nội dung hiện hành. "
        "Không mục đích nào được chọn sẵn.",
        responses=ConsentsSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        """Show each purpose."""
        NoParameters.read(request.GET)
        return self._state(request)

    @extend_schema(
        operation_id="me_consents_create",
        summary="Đồng ý hoặc rút lại đồng ý",
        tags=[TAG],
        description=(
            "Ghi một quyết định cho một mục đích. Rút lại đồng ý về số điện thoại thì số bị gỡ; "
            "về thông báo thì không gửi tin qua Zalo nữa. Gửi lại cùng quyết định thì không ghi "
            "thêm, "
            "nên không cần `Idempotency-Key`. Trả lời là tình trạng mới của mọi mục đích."
        ),
        request=ConsentBody,
        responses={200: ConsentsSerializer},
    )
    def post(self, request: CitizenRequest) -> Response:
        """Record a decision."""
        NoParameters.read(request.GET)
        body = ConsentBody.read(request)
        actions.decide(
            request.user,
            Purpose(body["purpose"]),
            granted=body["granted"],
            policy_version=body["policy_version"],
        )
        return self._state(request)

    def _state(self, request: CitizenRequest) -> Response:
        return Response(shown(ConsentsSerializer, documents.consent_states(request.user)))


class ExportView(CitizenView):
    """The export of everything that is held about the citizen."""

    throttle_classes = [CitizenThrottle, ExportThrottle]

    @extend_schema(
        operation_id="me_export_retrieve",
        summary="Tải dữ liệu của tôi",
        tags=[TAG],
        description="Toàn bộ dữ liệu mà dịch vụ đang lưu về công dân, thành một tệp JSON. Mỗi lần "
        "tải được ghi vào nhật ký truy cập.",
        responses=DataExportSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        """Return the export, and log it."""
        NoParameters.read(request.GET)
        citizen = request.user
        subject = ("citizen", [citizen.pk])
        access_log.record(
            actor=citizen,
            action=access_log.Action.EXPORTED,
            subject=subject,
            where=access_log.Where.API,
        )
        name = f"du-lieu-ca-nhan-{timezone.localdate().isoformat()}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(shown(DataExportSerializer, export_citizen(citizen)), headers=headers)
