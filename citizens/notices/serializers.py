"""What citizens send and get of their notices."""

from typing import Any, ClassVar

from rest_framework import serializers

from citizens.models import Notice
from citizens.notices.events import kinds
from foundation.api.bodies import Body, Strict
from foundation.api.moments import MomentsSerializer

MAX_READ_AT_ONCE = 100


class NoticeSerializer(MomentsSerializer[Notice]):
    """A notice, for the citizen it was sent to."""

    id = serializers.UUIDField(source="key", read_only=True, help_text="Mã của thông báo.")
    kind_name = serializers.CharField(
        source="get_kind_display", read_only=True, help_text="Loại thông báo, bằng chữ."
    )
    link = serializers.CharField(
        read_only=True,
        help_text="Màn hình chi tiết, theo lược đồ `deep_links` của GET configuration/, ví dụ "
        "«?dossier=…»; trống khi không có.",
    )

    class Meta:
        model = Notice
        fields = [
            "id",
            "kind",
            "kind_name",
            "event",
            "title",
            "text",
            "link",
            "created_at",
            "read_at",
        ]


class NoticesReadBody(Body):
    """PATCH me/notices/: either of both."""

    example: ClassVar = {"read_all": True}

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
        """Require exactly one of the two."""
        if ("read_ids" in attrs) == bool(attrs.get("read_all")):
            raise serializers.ValidationError(
                {
                    "read_ids": serializers.ErrorDetail(
                        "Gửi `read_ids` hoặc `read_all`.", code="required"
                    )
                }
            )
        return attrs


class UnreadNoticesSerializer(serializers.Serializer[Any]):
    """How many are left."""

    unread = serializers.IntegerField(help_text="Số thông báo chưa đọc, đếm tới 1000.")


def _choices(*, required: bool) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """Return one field for each kind of notice that the apps registered."""
    return {
        kind.name: serializers.BooleanField(
            required=required, help_text=f"{kind.label}: gửi cả qua Zalo."
        )
        for kind in kinds()
    }


class NoticeOutsideSerializer(serializers.Serializer[Any]):
    """For each kind, whether it goes out."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return a required field for each kind."""
        return _choices(required=True)


class NoticeOutsideBody(Strict, serializers.Serializer[Any]):
    """Kinds to switch on or off."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return an optional field for each kind."""
        return _choices(required=False)


class NoticeSettingsSerializer(serializers.Serializer[Any]):
    """What the citizen wants to be told outside the app."""

    consent = serializers.BooleanField(
        help_text="Đã đồng ý nhận thông báo qua Zalo; đổi ở me/consents/. Không đồng ý thì chỉ "
        "hiện trong ứng dụng."
    )
    outside = NoticeOutsideSerializer(help_text="Loại nào được gửi cả qua Zalo khi đã đồng ý.")


class NoticeSettingsBody(Body):
    """PATCH me/notices/settings/."""

    example: ClassVar = {"outside": {"questions": False}}

    outside = NoticeOutsideBody(help_text="Các loại muốn đổi; loại không nêu thì giữ nguyên.")
