"""What citizens send and get of their notices."""

from typing import Any

from rest_framework import serializers

from citizens.models import Notice, NoticeKind
from foundation.api.bodies import Body, Strict
from foundation.api.moments import MomentsSerializer

MAX_READ_AT_ONCE = 100


class NoticeSerializer(MomentsSerializer[Notice]):
    """A notice to whoever it was sent to."""

    id = serializers.UUIDField(source="key", read_only=True, help_text="Mã của thông báo.")

    class Meta:
        model = Notice
        fields = ["id", "kind", "event", "title", "text", "link", "created_at", "read_at"]


class ReadBody(Body):
    """PATCH me/notices/: either of both."""

    read_ids = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        min_length=1,
        max_length=MAX_READ_AT_ONCE,
        help_text=f"Mã các thông báo vừa đọc, tối đa {MAX_READ_AT_ONCE}. Mã không phải của mình "
        "thì bỏ qua.",
    )
    read_all = serializers.BooleanField(
        required=False, help_text="«true»: mọi thông báo đang có đều đã đọc."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for exactly one of both."""
        if ("read_ids" in attrs) == bool(attrs.get("read_all")):
            raise serializers.ValidationError(
                {
                    "read_ids": serializers.ErrorDetail(
                        "Gửi `read_ids` hoặc `read_all`.", code="required"
                    )
                }
            )
        return attrs


class UnreadSerializer(serializers.Serializer[Any]):
    """How many are left."""

    unread = serializers.IntegerField(help_text="Số thông báo chưa đọc, đếm tới 1000.")


def _choices(*, required: bool) -> dict[str, serializers.BooleanField]:
    return {
        kind.value: serializers.BooleanField(
            required=required, help_text=f"{kind.label}: gửi cả qua Zalo."
        )
        for kind in NoticeKind
    }


OutsideSerializer: Any = type(
    "NoticeOutsideSerializer",
    (serializers.Serializer,),
    {**_choices(required=True), "__doc__": "For each kind, whether it goes out."},
)
OutsideBody: Any = type(
    "NoticeOutsideBody",
    (Strict, serializers.Serializer),
    {**_choices(required=False), "__doc__": "Kinds to switch on or off."},
)


class NoticeSettingsSerializer(serializers.Serializer[Any]):
    """What the citizen wants to be told outside the app."""

    consent = serializers.BooleanField(
        help_text="Đã đồng ý nhận thông báo qua Zalo; đổi ở me/consents/. Không đồng ý thì chỉ "
        "hiện trong ứng dụng."
    )
    outside = OutsideSerializer(help_text="Loại nào được gửi cả qua Zalo khi đã đồng ý.")


class NoticeSettingsBody(Body):
    """PATCH me/notices/settings/."""

    outside = OutsideBody(help_text="Các loại muốn đổi; loại không nêu thì giữ nguyên.")
