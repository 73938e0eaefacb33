"""What citizens send and receive about the counter."""

from typing import Any, ClassVar

from rest_framework import serializers

from citizens.validators import clean_name
from foundation.api.bodies import Body
from foundation.api.moments import MomentField
from reception.actions.places import Left
from reception.models.number import MOST_PEOPLE
from reception.workflow import State

MAX_NAME = 100
MAX_CODE = 20  # spaces as they were typed


def _minutes(help_text: str) -> serializers.IntegerField:
    said = f"{help_text}, tròn 5 phút; null khi chưa đủ số liệu."
    return serializers.IntegerField(allow_null=True, help_text=said)


class PriorityGroupSerializer(serializers.Serializer[Any]):
    """Who is called first."""

    name = serializers.CharField(help_text="Nhóm được ưu tiên.")
    basis = serializers.CharField(help_text="Căn cứ pháp lý.")


class QueueSerializer(serializers.Serializer[Any]):
    """A counter and its rules."""

    id = serializers.IntegerField(help_text="Số của quầy.")
    name = serializers.CharField(help_text="Tên quầy.")
    office = serializers.CharField(help_text="Mã đơn vị.")
    office_name = serializers.CharField(help_text="Tên đơn vị.")
    office_address = serializers.CharField(help_text="Địa chỉ; trống khi chưa rõ.")
    window_minutes = serializers.IntegerField(help_text="Mỗi khung giờ dài bao nhiêu phút.")
    first_day = serializers.DateField(help_text="Ngày đầu đặt được.")
    last_day = serializers.DateField(help_text="Ngày cuối đặt được.")
    why_not = serializers.CharField(
        help_text="Vì sao quầy không nhận thủ tục đã chọn; trống khi nhận hoặc chưa rõ."
    )


class QueuesSerializer(serializers.Serializer[Any]):
    """The counters of an office."""

    queues = QueueSerializer(many=True, help_text="Các quầy nhận đặt lịch; trống khi không có.")
    priority_groups = PriorityGroupSerializer(
        many=True, help_text="Nhóm được ưu tiên; cán bộ ghi tại quầy."
    )
    note = serializers.CharField(help_text="Điều phải nói trước khi đặt lịch.")


class WindowSerializer(serializers.Serializer[Any]):
    """A window."""

    begins_at = MomentField(help_text="Đầu khung giờ.")
    left = serializers.ChoiceField(choices=Left.choices, help_text="Còn chỗ hay không.")


class WindowDaySerializer(serializers.Serializer[Any]):
    """The windows of a day."""

    date = serializers.DateField(help_text="Ngày.")
    why = serializers.CharField(help_text="Vì sao không có khung giờ nào; trống khi có.")
    windows = WindowSerializer(many=True, help_text="Các khung giờ còn đặt được, theo giờ.")


class WindowsSerializer(serializers.Serializer[Any]):
    """The days that were asked for."""

    days = WindowDaySerializer(many=True, help_text="Từng ngày.")


class CalledSerializer(serializers.Serializer[Any]):
    """A number that is called."""

    label = serializers.CharField(help_text="Số.")  # type: ignore[assignment]  # hides a property of serializers
    desk = serializers.CharField(help_text="Bàn.")


class NowSerializer(serializers.Serializer[Any]):
    """The queue at this moment."""

    called = CalledSerializer(many=True, help_text="Số đang được mời, mới nhất trước.")
    waiting = serializers.IntegerField(help_text="Số lượt đang chờ.")
    wait_least = _minutes("Ai lấy số bây giờ chờ ít nhất bao nhiêu phút")
    wait_most = _minutes("Nhiều nhất bao nhiêu phút")


class VisitBody(Body):
    """Who comes and why."""

    people = serializers.IntegerField(
        required=False,
        default=1,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text="Số người cùng đến.",
    )
    for_other = serializers.BooleanField(
        required=False, default=False, help_text="Đặt cho người khác."
    )
    visitor_name = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=MAX_NAME,
        help_text="Tên người đến, khi đặt cho người khác; được mã hoá, xoá sau ngày hẹn.",
    )  # fmt: skip
    procedure = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=60, help_text="Mã thủ tục."
    )
    dossier = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=60,
        help_text="Mã hồ sơ của mình, nếu đến vì hồ sơ ấy.",
    )  # fmt: skip

    def validate_visitor_name(self, name: str) -> str:
        """Return the name without invisible characters."""
        return clean_name(name)


class QueueNumberBody(VisitBody):
    """POST reception/numbers/: an appointment, or a number on the spot."""

    example: ClassVar = {"queue": 1, "begins_at": "2026-12-01T01:30:00Z", "people": 1}

    queue = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Số của quầy.")
    begins_at = serializers.DateTimeField(
        required=False, help_text="Đầu khung giờ muốn đặt. Không gửi khi lấy số tại chỗ."
    )
    code = serializers.CharField(
        required=False,
        max_length=MAX_CODE,
        help_text="Mã trên màn hình tại trụ sở, để lấy số tại chỗ.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require a window or a code."""
        if ("begins_at" in attrs) == ("code" in attrs):
            raise serializers.ValidationError(
                {
                    "begins_at": serializers.ErrorDetail(
                        "Gửi giờ hẹn hoặc mã, một trong hai.", "only_one"
                    )
                }
            )
        return attrs


class QueueNumberChangeBody(Body):
    """PATCH reception/numbers/{id}/."""

    example: ClassVar = {"begins_at": "2026-12-01T02:00:00Z"}

    begins_at = serializers.DateTimeField(help_text="Đầu khung giờ mới.")


class ArrivalBody(Body):
    """POST reception/numbers/{id}/arrival/."""

    example: ClassVar = {"code": "ABCD EFGH"}

    code = serializers.CharField(max_length=MAX_CODE, help_text="Mã trên màn hình tại trụ sở.")


class QueueNumberLookupBody(Body):
    """POST reception/numbers/lookup/."""

    example: ClassVar = {"label": "8:30-2", "secret": "ABCD-EFGH-JKLM-NPQR"}

    label = serializers.CharField(max_length=12, help_text="Số trên phiếu.")  # type: ignore[assignment]  # hides a property of serializers
    secret = serializers.CharField(max_length=40, help_text="Mã bí mật trên phiếu.")
    cancel = serializers.BooleanField(required=False, default=False, help_text="Huỷ số này.")


class QueueNumberSerializer(serializers.Serializer[Any]):
    """A number, for whoever has it."""

    id = serializers.IntegerField(help_text="Số của lịch hẹn trong ứng dụng.")
    label = serializers.CharField(help_text="Số thứ tự; mang giờ hẹn, hoặc K và số lấy tại chỗ.")  # type: ignore[assignment]  # hides a property of serializers
    queue = serializers.IntegerField(source="queue_id", help_text="Số của quầy.")
    queue_name = serializers.CharField(source="queue.name", help_text="Tên quầy.")
    office = serializers.CharField(source="queue.office_id", help_text="Mã đơn vị.")
    office_name = serializers.CharField(source="queue.office.name", help_text="Tên đơn vị.")
    office_address = serializers.CharField(
        source="queue.office.address", help_text="Địa chỉ; trống khi chưa rõ."
    )
    day = serializers.DateField(help_text="Ngày đến.")
    begins_at = MomentField(allow_null=True, help_text="Giờ hẹn; null khi lấy số tại chỗ.")
    people = serializers.IntegerField(help_text="Số người cùng đến.")
    for_other = serializers.BooleanField(help_text="Đặt cho người khác.")
    procedure = serializers.CharField(
        source="procedure_id", allow_null=True, help_text="Mã thủ tục, nếu đã chọn."
    )
    state = serializers.ChoiceField(choices=State.choices, help_text="Đang ở bước nào.")
    state_name = serializers.CharField(source="get_state_display", help_text="Tên tình trạng.")
    reason = serializers.CharField(help_text="Vì sao đơn vị không tiếp dân; trống khi có tiếp.")
    desk = serializers.CharField(help_text="Mời đến bàn nào; trống khi chưa mời.")
    before = serializers.IntegerField(
        allow_null=True, help_text="Số lượt đứng trước; null khi không đang chờ."
    )
    wait_least = _minutes("Ước chừng chờ ít nhất bao nhiêu phút")
    wait_most = _minutes("Ước chừng chờ nhiều nhất bao nhiêu phút")
    why = serializers.CharField(help_text="Xếp theo mốc nào; trống khi không đang chờ.")
    is_settled = serializers.BooleanField(
        help_text="Không còn gì thay đổi: đã kết thúc, cán bộ cũng không còn lấy lại được lượt mời."
    )
    missed_at = MomentField(
        allow_null=True, help_text="Đã mời lúc nào mà chưa thấy đến; số sẽ được mời lại."
    )
    rating = serializers.CharField(
        help_text="Mã để đánh giá lần đến này; trống khi chưa xong, đã đánh giá hoặc quá ba ngày."
    )
    can_move = serializers.BooleanField(help_text="Còn đổi giờ được.")
    can_cancel = serializers.BooleanField(help_text="Còn huỷ hoặc rời hàng chờ được.")


class NewQueueNumberSerializer(QueueNumberSerializer):
    """A number that was just given."""

    secret = serializers.CharField(
        help_text="Mã bí mật: xem và huỷ được mà không cần tài khoản. Chỉ hiện lần này."
    )
