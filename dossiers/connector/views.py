"""`POST integration/dossiers/`."""

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from citizens.api.filters import NoParameters
from dossiers.api.throttles import ConnectorThrottle
from dossiers.connector import scopes
from dossiers.connector.authentication import ConnectorAuthentication, IsConnector
from dossiers.connector.delivering import deliver
from dossiers.connector.serializers import (
    DeliveryBody,
    DeliveryDocumentSerializer,
    DeliveryReportSerializer,
)
from dossiers.models import ConnectorDelivery
from foundation.api import idempotency


class MachineView(APIView):
    """Base of what machines ask; `scopes` are what a key needs for a method."""

    authentication_classes = [ConnectorAuthentication]
    permission_classes = [IsConnector]
    scopes: ClassVar[Mapping[str, str]] = {}

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Nobody on the way may keep the answer."""
        return {"Cache-Control": "no-store"}

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Refuse other methods before a key is asked for."""
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)


class IntegrationView(MachineView):
    """Dossiers from the province's connector."""

    throttle_classes = [ConnectorThrottle]
    http_method_names = ["post"]
    scopes: ClassVar = {"POST": scopes.WRITE}

    @extend_schema(
        operation_id="integration_dossiers",
        summary="Nhận hồ sơ từ hệ thống kết nối",
        tags=["integration"],
        description=(
            "Thêm mới hoặc cập nhật tới 1.000 hồ sơ trong một lần gửi, mỗi hồ sơ có kết quả "
            "riêng: hồ sơ sai không cản hồ sơ đúng. "
            "Trạng thái chỉ đi tới theo quy trình; điều trái với hệ thống thành điều chưa khớp chờ "
            "cán bộ quyết định. Gửi lại cùng nội dung thì "
            "không có gì thay đổi; gửi lại cùng Idempotency-Key thì nhận đúng câu trả lời cũ. "
            "Khoá chỉ ghi được hồ sơ của đơn vị được cấp. Mỗi trường nhận tên của API, tên trong "
            "dữ liệu đồng bộ của Cổng Dịch vụ công quốc gia (MaHoSo, MaTTHC…, cả 37 trường), hoặc "
            "tên mà quản trị đã khai báo một lần; trường chưa biết thì báo ở hồ sơ đó. Giới hạn: "
            f"1.000 hồ sơ và {settings.CONNECTOR_MAX_BODY_BYTES} byte một lần gửi, "
            f"{settings.THROTTLES['connector']} lần một phút cho mỗi khoá, đếm chung mọi máy; "
            "`limits` của câu trả lời ghi giới hạn đang áp dụng."
        ),
        parameters=[idempotency.PARAMETER],
        request=DeliveryDocumentSerializer,
        responses=DeliveryReportSerializer,
    )
    def post(self, request: Request) -> Response:
        """Write a delivery, once for each Idempotency-Key."""
        NoParameters.read(request.GET)
        body = DeliveryBody.read(request)
        try:
            number = self._once(request, body)
        except IntegrityError:  # another writer took a code meanwhile: now it is known
            number = self._once(request, body)
        delivery = ConnectorDelivery.objects.get(pk=number)
        return Response(DeliveryReportSerializer(delivery).data)

    def _once(self, request: Request, body: dict[str, object]) -> str:
        key = request.user
        return idempotency.once(
            request,
            f"connector:{key.pk}",
            "integration_dossiers",
            body,
            lambda: deliver(key, body["dossiers"], body.get("as_of")).pk,  # type: ignore[arg-type]  # as DeliveryBody made them
        )
