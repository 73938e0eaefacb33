"""What the connector sends and gets.

Items are documented here but read one by one, so that a bad item does not harm the others.
"""

from typing import Any, ClassVar

from rest_framework import serializers

from dossiers.connector.delivering import MAX_ITEMS
from dossiers.importing.run import Result
from foundation.api.bodies import Body
from foundation.api.moments import MomentField
from foundation.api.schema import FieldErrorSerializer

_MOMENT = "ISO 8601 hoặc dd/mm/yyyy hh:mm; không có múi giờ là giờ Việt Nam."

_RESULT_NAMES = {
    Result.CREATED.value: "Thêm mới",
    Result.MOVED.value: "Cập nhật",
    Result.UNCHANGED.value: "Không đổi",
    Result.CONFLICT.value: "Trái với điều đã biết, chờ cán bộ quyết định",
    Result.REFUSED.value: "Không nhận",
}


class DeliveryItemSerializer(serializers.Serializer[Any]):
    """One dossier as the connector knows it."""

    code = serializers.CharField(help_text="MaHoSo.")
    procedure_code = serializers.CharField(help_text="MaTTHC, hiện hành hoặc cũ.")
    status = serializers.CharField(help_text="TrangThaiHoSo: số từ 1 đến 10 hoặc tên trạng thái.")
    applicant_name = serializers.CharField(required=False, help_text="ChuHoSo.")
    applicant_phone = serializers.CharField(
        required=False, help_text="SoDienThoai; được mã hoá khi lưu."
    )
    id_number = serializers.CharField(
        required=False, help_text="Số định danh hoặc 4 số cuối; chỉ giữ 4 số cuối."
    )
    channel = serializers.CharField(
        required=False, help_text="KenhThucHien: 1 trực tiếp, 2 trực tuyến, 3 bưu chính."
    )
    submitted_at = serializers.CharField(required=False, help_text=f"NgayNopHoSo. {_MOMENT}")
    accepted_at = serializers.CharField(
        required=False, help_text=f"NgayTiepNhan; bắt buộc khi đã tiếp nhận. {_MOMENT}"
    )
    due_at = serializers.CharField(required=False, help_text=f"NgayHenTra. {_MOMENT}")
    completed_at = serializers.CharField(
        required=False, help_text=f"NgayKetThucXuLy; bắt buộc với trạng thái 9. {_MOMENT}"
    )
    returned_at = serializers.CharField(
        required=False, help_text=f"NgayTra; bắt buộc với trạng thái 10. {_MOMENT}"
    )
    office = serializers.CharField(
        required=False,
        help_text="DonViXuLy: tên hoặc mã đơn vị; bỏ qua được khi khoá chỉ có một đơn vị.",
    )
    reason = serializers.CharField(
        required=False, help_text="Lý do; công dân đọc được. Bắt buộc với trạng thái 3, 5, 8."
    )
    papers = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Giấy tờ cần bổ sung. Bắt buộc với trạng thái 5.",
    )
    supplement_due_on = serializers.CharField(
        required=False, help_text="Hạn bổ sung. Bắt buộc với trạng thái 5."
    )
    fee = serializers.IntegerField(
        required=False, help_text="Số tiền phải nộp, bằng đồng. Bắt buộc với trạng thái 6."
    )


class DeliveryDocumentSerializer(serializers.Serializer[Any]):
    """What a delivery is, for the OpenAPI document."""

    example: ClassVar = {
        "as_of": "2026-11-24T02:00:00Z",
        "dossiers": [
            {
                "code": "G01.899.909-260916-890028",
                "procedure_code": "1.001456",
                "status": "4",
                "submitted_at": "16/09/2026 08:30",
                "accepted_at": "16/09/2026 09:00",
            }
        ],
    }

    as_of = serializers.DateTimeField(
        required=False,
        help_text="Lúc dữ liệu được lấy ra; hồ sơ thay đổi sau lúc này không bị ghi đè. Mặc định "
        "là bây giờ.",
    )
    dossiers = serializers.ListField(
        child=DeliveryItemSerializer(),
        min_length=1,
        max_length=MAX_ITEMS,
        help_text=f"Tối đa {MAX_ITEMS} hồ sơ.",
    )


class DeliveryBody(Body):
    """A delivery as it is read: items may be anything, each is checked by itself."""

    as_of = MomentField(required=False)
    dossiers = serializers.ListField(
        child=serializers.JSONField(allow_null=True), min_length=1, max_length=MAX_ITEMS
    )


class DeliveryItemResultSerializer(serializers.Serializer[Any]):
    """What became of one item."""

    index = serializers.IntegerField(help_text="Vị trí trong `dossiers`, từ 0.")
    code = serializers.CharField(
        allow_blank=True, help_text="Mã hồ sơ đã chuẩn hoá; trống khi không đọc được."
    )
    result = serializers.ChoiceField(
        list(_RESULT_NAMES.items()), help_text="Mục này đã được xử lý thế nào."
    )
    errors = FieldErrorSerializer(many=True, help_text="Vì sao không nhận hoặc chưa khớp.")  # type: ignore[assignment]  # hides a property of serializers


class DeliveryCountsSerializer(serializers.Serializer[Any]):
    """How many items came to each result."""

    created = serializers.IntegerField(help_text="Thêm mới.")
    updated = serializers.IntegerField(help_text="Cập nhật.")
    unchanged = serializers.IntegerField(help_text="Không đổi.")
    conflict = serializers.IntegerField(help_text="Chưa khớp.")
    refused = serializers.IntegerField(help_text="Không nhận.")


class DeliveryReportSerializer(serializers.Serializer[Any]):
    """The answer to a delivery."""

    id = serializers.IntegerField(help_text="Số của lần nhận.")
    at = MomentField(help_text="Lúc nhận.")
    counts = DeliveryCountsSerializer(help_text="Số hồ sơ theo kết quả.")
    results = DeliveryItemResultSerializer(
        many=True, help_text="Kết quả từng hồ sơ, theo thứ tự đã gửi."
    )
