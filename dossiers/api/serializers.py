"""What citizens send about dossiers, and the documentation of what `presenting` answers."""

import re
from typing import Any, ClassVar

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from dossiers.due import state as due_state
from dossiers.models import Channel, Factor, Kind
from dossiers.validators import MAX_PASTED_LENGTH
from dossiers.workflow import Clock, Status
from foundation.api.bodies import Body
from foundation.api.moments import MomentField
from offices.api.reachable import ReachableOfficeSerializer
from offices.api.serializers import (
    OfficePointSerializer,
    OfficeReferenceSerializer,
)
from offices.models import Office

_LAST4 = re.compile(r"\d{4}", re.ASCII)
MAX_SECRET_LENGTH = 40
_CLOCK_NAMES = [
    (Clock.NOT_STARTED.value, "Chưa tính"),
    (Clock.RUNNING.value, "Đang tính"),
    (Clock.PAUSED.value, "Tạm dừng"),
    (Clock.STOPPED.value, "Thôi tính"),
]
_DUE_STATE_NAMES = [
    (due_state.ON_TIME, "Đúng hạn"),
    (due_state.NEARLY_DUE, "Sắp đến hạn"),
    (due_state.LATE, "Quá hạn"),
    (due_state.NONE, "Không có ngày hẹn"),
]


class Last4Field(serializers.CharField):
    """Four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=4, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Refuse other than four digits: a slip of the finger is not an attempt."""
        value = super().run_validation(data)
        if isinstance(value, str) and not _LAST4.fullmatch(value):
            raise serializers.ValidationError("Ghi đúng 4 chữ số.", code="invalid")
        return value


class DossierLookupBody(Body):
    """POST dossiers/lookup/."""

    example: ClassVar = {"code": "G01.899.909-260916-890028", "phone_last4": "5678"}

    code = serializers.CharField(
        max_length=MAX_PASTED_LENGTH,
        help_text="Mã hồ sơ như người dùng gõ, dán hoặc quét QR; cả liên kết chứa mã cũng được.",
    )
    phone_last4 = Last4Field(help_text="4 số cuối số điện thoại đã khai khi nộp hồ sơ.")
    id_last4 = Last4Field(
        help_text="4 số cuối số định danh của người nộp. Gửi cùng phone_last4 thì cả hai phải khớp."
    )
    slip_secret = serializers.CharField(
        required=False, max_length=MAX_SECRET_LENGTH, help_text="Mã tra cứu in trên giấy tiếp nhận."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Accept four digits or the slip's secret: both would be two attempts in one."""
        given = [name for name in Factor.values if name in attrs]
        if len(given) > 1 and Factor.SLIP_SECRET in given:
            text = "Gửi slip_secret thì không gửi phone_last4, id_last4."
            raise serializers.ValidationError(
                {name: serializers.ErrorDetail(text, code="too_many") for name in given}
            )
        return attrs


class DossierStatusSerializer(serializers.Serializer[Any]):
    """A status."""

    code = serializers.ChoiceField(choices=Status.choices, help_text="Mã trạng thái ổn định.")
    number = serializers.IntegerField(
        help_text="Số trạng thái của Cổng Dịch vụ công quốc gia, 1–10; tạm dừng và dừng đều là 8."
    )
    name = serializers.CharField(help_text="Tên trạng thái.")
    explanation = serializers.CharField(help_text="Trạng thái nghĩa là gì, lời lẽ dễ hiểu.")
    next_step = serializers.CharField(help_text="Công dân làm gì tiếp theo.")


class DossierStepSerializer(serializers.Serializer[Any]):
    """A step of the main way."""

    code = serializers.ChoiceField(choices=Status.choices, help_text="Trạng thái của bước.")
    name = serializers.CharField(help_text="Tên bước.")
    state = serializers.ChoiceField(
        choices=[
            ("done", "Đã qua"),
            ("current", "Đang ở đây"),
            ("to_come", "Sẽ đến"),
            ("not_reached", "Không đến nữa"),
        ],
        help_text="done, current, to_come; not_reached khi hồ sơ kết thúc sớm.",
    )


class DossierDueSerializer(serializers.Serializer[Any]):
    """When it is due."""

    due_on = serializers.DateField(
        allow_null=True, help_text="Ngày hẹn trả; null khi chưa có hoặc thời hạn đang tạm dừng."
    )
    due_at = MomentField(
        allow_null=True, help_text="Thời điểm hẹn trả (UTC), hết ngày hẹn nếu hẹn theo ngày."
    )
    clock = serializers.ChoiceField(
        choices=_CLOCK_NAMES, help_text="Thời hạn có đang được tính không."
    )
    state = serializers.ChoiceField(
        choices=_DUE_STATE_NAMES, help_text="Đúng hạn, sắp đến hạn hay quá hạn."
    )
    text = serializers.CharField(help_text="Thời hạn bằng lời.")
    waited_days = serializers.IntegerField(help_text="Đã chờ bao nhiêu ngày kể từ khi nộp.")
    extended = serializers.BooleanField(help_text="Đơn vị đã xin lỗi và hẹn lại.")


class ProcedureReferenceSerializer(serializers.Serializer[Any]):
    """The procedure of a dossier."""

    id = serializers.CharField(help_text="Định danh, dùng cho GET procedures/{id}/.")
    code = serializers.CharField(allow_blank=True, help_text="Mã quốc gia; trống khi chưa có.")
    name = serializers.CharField(help_text="Tên gọn.")


class ProcedureLinkSerializer(ProcedureReferenceSerializer):
    """The procedure, with its page on the national portal."""

    portal_url = serializers.CharField(
        allow_blank=True, help_text="Trang trên Cổng Dịch vụ công quốc gia; trống khi chưa rõ."
    )
    portal_external = serializers.BooleanField(
        help_text="Trang ở ngoài Zalo: mở ra hay hiện để chép, xem `external_links` của GET "
        "configuration/."
    )


class DossierCardSerializer(serializers.Serializer[Any]):
    """A dossier in the owner's list."""

    code = serializers.CharField(help_text="Mã hồ sơ.")
    procedure = ProcedureReferenceSerializer(help_text="Thủ tục.")
    office = ReachableOfficeSerializer(help_text="Đơn vị giải quyết.")
    status = DossierStatusSerializer(help_text="Trạng thái hiện nay.")
    due = DossierDueSerializer(help_text="Thời hạn.")
    action_needed = serializers.BooleanField(
        help_text="Công dân cần làm gì đó ngay: bổ sung giấy tờ, nộp tiền, nhận kết quả."
    )
    following = serializers.BooleanField(help_text="Có nhận thông báo về hồ sơ này không.")
    changed_at = MomentField(help_text="Lần thay đổi gần nhất (UTC).")


class DossierTimelineEntrySerializer(serializers.Serializer[Any]):
    """One thing that happened."""

    number = serializers.IntegerField(help_text="Thứ tự trong hồ sơ.")
    at = MomentField(help_text="Xảy ra lúc (UTC).")
    kind = serializers.ChoiceField(choices=Kind.choices, help_text="Loại thay đổi.")
    kind_name = serializers.CharField(help_text="Loại thay đổi, bằng chữ.")
    title = serializers.CharField(help_text="Điều đã xảy ra.")
    status = serializers.ChoiceField(choices=Status.choices, help_text="Trạng thái sau đó.")
    note = serializers.CharField(allow_blank=True, help_text="Lý do hoặc lời nhắn của đơn vị.")
    papers = serializers.ListField(
        child=serializers.CharField(), help_text="Giấy tờ được yêu cầu bổ sung."
    )
    supplement_due_on = serializers.DateField(allow_null=True, help_text="Hạn bổ sung.")
    fee = serializers.IntegerField(allow_null=True, help_text="Số tiền phải nộp, bằng đồng.")
    due_on = serializers.DateField(allow_null=True, help_text="Ngày hẹn trả mới.")


class DossierOfficeSerializer(ReachableOfficeSerializer):
    """Where to go and whom to call."""

    kind = serializers.ChoiceField(choices=Office.Kind.choices, help_text="Loại đơn vị.")
    kind_name = serializers.CharField(help_text="Tên loại đơn vị.")
    address = serializers.CharField(allow_blank=True, help_text="Địa chỉ; trống khi chưa có nguồn.")
    point = OfficePointSerializer(allow_null=True, help_text="Vị trí; null khi chưa có nguồn.")
    successor = OfficeReferenceSerializer(
        allow_null=True, help_text="Đơn vị đang làm việc thay, khi đơn vị này đã kết thúc."
    )


class DossierDetailSerializer(DossierCardSerializer):
    """Everything that the owner sees."""

    procedure = ProcedureLinkSerializer(
        help_text="Thủ tục, với liên kết đến Cổng Dịch vụ công quốc gia."
    )
    progress = DossierStepSerializer(many=True, help_text="Các bước đã qua và sẽ đến.")
    channel = serializers.ChoiceField(choices=Channel.choices, help_text="Hồ sơ nộp bằng cách nào.")
    channel_name = serializers.CharField(help_text="Cách nộp, bằng chữ.")
    submitted_at = MomentField(help_text="Nộp lúc (UTC).")
    accepted_at = MomentField(
        allow_null=True, help_text="Tiếp nhận lúc (UTC); thời hạn tính từ lúc này."
    )
    completed_at = MomentField(allow_null=True, help_text="Có kết quả lúc (UTC).")
    returned_at = MomentField(allow_null=True, help_text="Trả kết quả lúc (UTC).")
    reason = serializers.CharField(allow_blank=True, help_text="Lý do của trạng thái hiện nay.")
    supplement = inline_serializer(
        "DossierSupplement",
        {
            "papers": serializers.ListField(
                child=serializers.CharField(), help_text="Các giấy tờ cần bổ sung."
            ),
            "due_on": serializers.DateField(allow_null=True, help_text="Ngày cuối để bổ sung."),
        },
        allow_null=True,
        help_text="Giấy tờ cần bổ sung; null khi không có.",
    )
    fee = inline_serializer(
        "DossierFeeDue",
        {
            "amount": serializers.IntegerField(help_text="Số tiền."),
            "currency": serializers.CharField(help_text="Luôn là VND."),
        },
        allow_null=True,
        help_text="Tiền phải nộp; null khi không có.",
    )
    extension = inline_serializer(
        "DossierExtension",
        {
            "due_on": serializers.DateField(help_text="Ngày hẹn mới."),
            "apology": serializers.CharField(help_text="Lời xin lỗi và lý do."),
        },
        allow_null=True,
        help_text="Xin lỗi và hẹn lại; null khi không có.",
    )
    rating = inline_serializer(
        "DossierRatingState",
        {
            "can_rate": serializers.BooleanField(
                help_text="Đánh giá hoặc đánh giá lại được bằng PUT dossiers/{code}/rating/."
            ),
            "refusal": serializers.CharField(
                allow_null=True,
                help_text="Mã lỗi nếu đánh giá bây giờ; null khi đánh giá được.",
            ),
            "until": serializers.DateField(
                allow_null=True,
                help_text="Đánh giá lại được đến hết ngày này; null khi chưa đánh giá.",
            ),
            "overall": serializers.IntegerField(
                allow_null=True, help_text="Mức hài lòng đã đánh giá; null khi chưa."
            ),
        },
        allow_null=True,
        help_text="Đánh giá của chính công dân; null khi chưa đăng nhập.",
    )
    office = DossierOfficeSerializer(help_text="Đơn vị giải quyết.")
    timeline = DossierTimelineEntrySerializer(
        many=True, help_text="Những gì đã xảy ra, cũ trước mới sau."
    )


class DossierLookupSerializer(serializers.Serializer[Any]):
    """What a look-up found."""

    code = serializers.CharField(help_text="Mã hồ sơ.")
    status = DossierStatusSerializer(help_text="Trạng thái hiện nay.")
    progress = DossierStepSerializer(many=True, help_text="Các bước đã qua và sẽ đến.")
    dossier = DossierDetailSerializer(
        allow_null=True, help_text="Toàn bộ hồ sơ khi thông tin kèm theo khớp; null khi chỉ gửi mã."
    )


class DossierFollowSerializer(serializers.Serializer[Any]):
    """Whether notices come."""

    following = serializers.BooleanField(help_text="Có nhận thông báo về hồ sơ này không.")
