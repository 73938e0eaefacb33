"""What the connector sends and gets.

Items are documented here but read one by one, so that a bad item does not harm the others.
"""

from typing import Any, ClassVar

from django.conf import settings
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from dossiers.connector.delivering import MAX_ITEMS
from dossiers.importing.run import Result
from foundation.api.bodies import Body
from foundation.api.moments import MomentField

_MOMENT = "ISO 8601 hoặc dd/mm/yyyy hh:mm; không có múi giờ là giờ Việt Nam."

_RESULT_NAMES = {
    Result.CREATED.value: "Thêm mới",
    Result.MOVED.value: "Cập nhật",
    Result.UNCHANGED.value: "Không đổi",
    Result.CONFLICT.value: "Trái với điều đã biết, chờ cán bộ quyết định",
    Result.REFUSED.value: "Không nhận",
}


class DeliveryItemSerializer(serializers.Serializer[Any]):
    """One dossier as the connector knows it.

    Each member may have the name of the ministry's exchange instead, which its text begins with.
    """

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


def _text(help_text: str, *, required: bool = False) -> serializers.CharField:
    empty = not required
    return serializers.CharField(
        required=required, allow_blank=empty, allow_null=empty, help_text=help_text
    )


def _list(help_text: str) -> serializers.ListField:
    return serializers.ListField(child=serializers.DictField(), required=False, help_text=help_text)


_LEFT_OUT = "Nhận nhưng không dùng, không lưu."


class NationalDossierSerializer(serializers.Serializer[Any]):
    """One dossier with the 37 members of the National Portal's exchange (docs/integrators.md)."""

    MaHoSo = _text("Mã hồ sơ.", required=True)
    MaTTHC = _text("Mã thủ tục, hiện hành hoặc cũ.", required=True)
    TrangThaiHoSo = _text("Số từ 1 đến 10 hoặc tên trạng thái.", required=True)
    TenTTHC = _text("Tên thủ tục; chỉ để đối chiếu, thủ tục xét theo MaTTHC.")
    MaLinhVuc = _text(_LEFT_OUT)
    TenLinhVuc = _text(_LEFT_OUT)
    KenhThucHien = _text("1 trực tiếp, 2 trực tuyến, 3 bưu chính.")
    SoGiayToChuHoSo = _text("Số định danh của chủ hồ sơ; chỉ giữ 4 số cuối.")
    ChuHoSo = _text("Tên chủ hồ sơ.")
    LoaiDoiTuong = _text(_LEFT_OUT)
    MaDoiTuong = _text(_LEFT_OUT)
    ThongTinKhac = _text(_LEFT_OUT)
    Email = _text(_LEFT_OUT)
    Fax = _text(_LEFT_OUT)
    SoDienThoai = _text("Được mã hoá khi lưu.")
    TrichYeuHoSo = _text(_LEFT_OUT)
    NgayTiepNhan = _text("yyyyMMddHHmmss; bắt buộc khi đã tiếp nhận.")
    NgayHenTra = _text("Dạng yyyyMMddHHmmss.")
    NgayTra = _text("yyyyMMddHHmmss; bắt buộc với trạng thái 10.")
    ThongTinTra = _text(_LEFT_OUT)
    HinhThuc = _text(_LEFT_OUT)
    NgayKetThucXuLy = _text("yyyyMMddHHmmss; bắt buộc với trạng thái 9.")
    DonViXuLy = _text("Tên hoặc mã đơn vị; bỏ qua được khi khoá chỉ có một đơn vị.")
    GhiChu = _text(_LEFT_OUT)
    TaiLieuNop = _list(_LEFT_OUT)
    DanhSachLePhi = _list("Với trạng thái 6: số tiền phải nộp là tổng các `Gia`.")
    DanhSachTepDinhKemKhac = _list(_LEFT_OUT)
    DanhSachHoSoBoSung = _list(
        "Với trạng thái 5: `NoiDungBoSung` cuối là lý do và giấy tờ; hạn gửi thêm ở HanBoSung."
    )
    DanhSachGiayToKetQua = _list(_LEFT_OUT)
    NoiNopHoSo = _text(_LEFT_OUT)
    HoSoCoThanhPhanSoHoa = _text(_LEFT_OUT)
    TaiKhoanDuocXacThucVoiVNeID = _text(_LEFT_OUT)
    DuocThanhToanTrucTuyen = _text(_LEFT_OUT)
    NgayTuChoi = _text("yyyyMMddHHmmss; lúc từ chối, với trạng thái 3.")
    DinhDanhCHS = _list("`SoDinhDanh` duy nhất có 9 hoặc 12 số là số định danh của chủ hồ sơ.")
    NgayNopHoSo = _text("Dạng yyyyMMddHHmmss.")
    DSKetNoiCSDL = _list(_LEFT_OUT)


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
        child=PolymorphicProxySerializer(
            "DeliveredDossier",
            [DeliveryItemSerializer, NationalDossierSerializer],
            resource_type_field_name=None,
        ),
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


class DeliveryErrorSerializer(serializers.Serializer[Any]):
    """One wrong value of an item, or one that contradicts what is known."""

    pointer = serializers.CharField(help_text='JSON Pointer vào {"body": …}.')
    code = serializers.CharField(help_text="Mã lỗi ổn định.")
    detail = serializers.CharField(help_text="Giải thích cho người vận hành.")


class DeliveryItemResultSerializer(serializers.Serializer[Any]):
    """What became of one item."""

    index = serializers.IntegerField(help_text="Vị trí trong `dossiers`, từ 0.")
    code = serializers.CharField(
        allow_blank=True,
        help_text="Mã hồ sơ đã chuẩn hoá; không đọc được thì như đã gửi, che những gì giống dữ "
        "liệu cá nhân; không có thì trống.",
    )
    result = serializers.ChoiceField(
        list(_RESULT_NAMES.items()), help_text="Mục này đã được xử lý thế nào."
    )
    errors = DeliveryErrorSerializer(many=True, help_text="Vì sao không nhận hoặc chưa khớp.")  # type: ignore[assignment]  # hides a property of serializers


class DeliveryCountsSerializer(serializers.Serializer[Any]):
    """How many items came to each result."""

    created = serializers.IntegerField(help_text="Thêm mới.")
    updated = serializers.IntegerField(help_text="Cập nhật.")
    unchanged = serializers.IntegerField(help_text="Không đổi.")
    conflict = serializers.IntegerField(help_text="Chưa khớp.")
    refused = serializers.IntegerField(help_text="Không nhận.")


class DeliveryLimitsSerializer(serializers.Serializer[Any]):
    """How much one delivery and one minute may bring."""

    dossiers = serializers.IntegerField(help_text="Số hồ sơ nhiều nhất trong một lần gửi.")
    bytes = serializers.IntegerField(
        help_text="Dung lượng lớn nhất của một lần gửi, tính bằng byte."
    )
    per_minute = serializers.IntegerField(
        help_text="Số lần gửi nhiều nhất của một khoá trong một phút."
    )


def limits() -> dict[str, int]:
    """Return the limits that hold now."""
    per_minute = settings.THROTTLES["connector"]
    most = settings.CONNECTOR_MAX_BODY_BYTES
    return {"dossiers": MAX_ITEMS, "bytes": most, "per_minute": per_minute}


class DeliveryReportSerializer(serializers.Serializer[Any]):
    """The answer to a delivery."""

    id = serializers.IntegerField(help_text="Số của lần nhận.")
    at = MomentField(help_text="Lúc nhận.")
    counts = DeliveryCountsSerializer(help_text="Số hồ sơ theo kết quả.")
    results = DeliveryItemResultSerializer(
        many=True, help_text="Kết quả từng hồ sơ, theo thứ tự đã gửi."
    )
    limits = serializers.SerializerMethodField(help_text="Các giới hạn đang áp dụng.")

    @extend_schema_field(DeliveryLimitsSerializer)
    def get_limits(self, _delivery: object) -> dict[str, int]:
        return limits()
