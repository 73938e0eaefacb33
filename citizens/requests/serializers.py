"""What citizens send and receive about their requests."""

from typing import Any, ClassVar

from rest_framework import serializers

from citizens.models import PersonalRequest
from citizens.models.request import MAX_TEXT
from citizens.requests.workflow import Kind, Move, Status
from citizens.validators import clean_text
from foundation.api.bodies import Body
from foundation.api.moments import MomentsSerializer

# Without words an officer would not know what to do about these two.
NEEDS_WORDS = (Kind.CORRECTION, Kind.OBJECTION)


class PersonalRequestBody(Body):
    """POST me/requests/."""

    example: ClassVar = {"kind": "correction", "text": "Tên của tôi bị ghi sai dấu."}

    kind = serializers.ChoiceField(choices=Kind.choices, help_text="Điều muốn yêu cầu.")
    text = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=MAX_TEXT,
        help_text="Nội dung cụ thể; bắt buộc khi yêu cầu chỉnh sửa hoặc phản đối.",
    )

    def validate_text(self, text: str) -> str:
        """Return the text without invisible characters."""
        return clean_text(text)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require words for the kinds that need them."""
        if attrs["kind"] in NEEDS_WORDS and not attrs["text"]:
            detail = "Hãy ghi rõ dữ liệu nào cần chỉnh sửa hoặc việc xử lý nào ông/bà phản đối."
            raise serializers.ValidationError(
                {"text": serializers.ErrorDetail(detail, code="required")}
            )
        return attrs


class PersonalRequestSerializer(MomentsSerializer[PersonalRequest]):
    """A request, for the citizen who made it."""

    kind_name = serializers.CharField(
        source="get_kind_display", read_only=True, help_text="Tên yêu cầu, hiển thị được."
    )
    status_name = serializers.CharField(
        source="get_status_display", read_only=True, help_text="Tình trạng, hiển thị được."
    )
    kind = serializers.ChoiceField(choices=Kind.choices, help_text="Điều đã yêu cầu.")
    status = serializers.ChoiceField(choices=Status.choices, help_text="Yêu cầu đang ở bước nào.")
    text = serializers.CharField(help_text="Nội dung đã gửi; trống khi không có.")
    answer = serializers.CharField(help_text="Kết quả hoặc lý do từ chối; trống khi chưa có.")
    extension_reason = serializers.CharField(help_text="Vì sao gia hạn; trống khi không gia hạn.")
    can_cancel = serializers.SerializerMethodField(help_text="Còn rút lại được.")

    class Meta:
        model = PersonalRequest
        fields = [
            "id",
            "kind",
            "kind_name",
            "status",
            "status_name",
            "text",
            "received_at",
            "acknowledge_by",
            "acknowledged_at",
            "due_on",
            "extended_at",
            "extension_reason",
            "closed_at",
            "answer",
            "can_cancel",
        ]

    def get_can_cancel(self, request: PersonalRequest) -> bool:
        """Return True if the citizen may still take the request back."""
        return Move.CANCEL in request.moves
