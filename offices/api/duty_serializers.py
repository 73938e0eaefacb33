"""Area officers and duty in the API document; `offices.duty.answers` makes the answers."""

from typing import Any

from rest_framework import serializers

from offices.api.reachable import ReachableOfficeSerializer
from offices.api.serializers import OfficePhoneSerializer
from offices.models import Beat, DutyShift

_NOTE = "Câu hiện cho người dân; trống khi không cần."
_EMERGENCY = "Số khẩn cấp, luôn có."


class BeatSerializer(serializers.Serializer[Any]):
    """A hamlet or quarter, and who looks after it."""

    office = ReachableOfficeSerializer(help_text="Đơn vị phụ trách.")
    name = serializers.CharField(help_text="Tên tổ, thôn.")
    kind = serializers.ChoiceField(choices=Beat.Kind.choices, help_text="Tổ hay thôn.")
    kind_name = serializers.CharField(help_text="Loại, bằng chữ.")
    phone = OfficePhoneSerializer(
        allow_null=True, help_text="Điện thoại công tác; null khi không có."
    )
    post = serializers.CharField(
        allow_null=True, help_text="Chức danh của người phụ trách; null khi chưa rõ."
    )
    officer = serializers.CharField(
        allow_null=True, help_text="Tên, chỉ khi lãnh đạo quyết định công khai; nếu không thì null."
    )
    checked_on = serializers.DateField(
        allow_null=True, help_text="Ngày đơn vị kiểm tra lại gần nhất."
    )
    is_checked = serializers.BooleanField(help_text="Đã kiểm tra trong 90 ngày.")
    note = serializers.CharField(allow_blank=True, help_text=_NOTE)


class BeatsSerializer(serializers.Serializer[Any]):
    """The hamlets of a name."""

    results = BeatSerializer(many=True, help_text="Tối đa mười nơi có tên này.")
    desk = ReachableOfficeSerializer(
        allow_null=True, help_text="Đơn vị của `place`; null khi chưa rõ là nơi nào."
    )
    note = serializers.CharField(allow_blank=True, help_text=_NOTE)
    emergency = OfficePhoneSerializer(help_text=_EMERGENCY)


class OnDutySerializer(serializers.Serializer[Any]):
    """A post that is open now."""

    function = serializers.ChoiceField(choices=DutyShift.Function.choices, help_text="Việc trực.")
    function_name = serializers.CharField(help_text="Việc trực, bằng chữ.")


class DutySerializer(serializers.Serializer[Any]):
    """Which posts of an office are open now."""

    on_duty = OnDutySerializer(many=True, help_text="Việc trực đang có người.")
    phone = OfficePhoneSerializer(allow_null=True, help_text="Số trực ban; null khi chưa có.")
    note = serializers.CharField(allow_blank=True, help_text=_NOTE)
    emergency = OfficePhoneSerializer(help_text=_EMERGENCY)
