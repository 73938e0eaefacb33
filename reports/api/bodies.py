"""What senders send about reports that exist, and the whole body of a new one."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from rest_framework import serializers

from citizens.validators import clean_text
from foundation.api.bodies import Body
from reports.checking.serializers import ReportFields
from reports.models import HandlingOpinion

MAX_TEXT = 2_000
MAX_TICKET = 300
MAX_GUARDIAN = 200
MAX_NUMBER = 40
MAX_SECRET = 60


class EvidenceField(serializers.ListField):
    """Ids of uploaded files, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            child=serializers.UUIDField(),
            required=False,
            default=list,
            max_length=settings.REPORT_MAX_FILES,
            help_text="Mã các tệp đã tải lên bằng evidence/; tối đa bao nhiêu, report-kinds/ nói.",
            **kwargs,
        )

    def to_internal_value(self, data: Any) -> list[UUID]:
        """Return the ids; refuse one that stands there twice."""
        keys: list[UUID] = super().to_internal_value(data)
        if len(set(keys)) < len(keys):
            raise serializers.ValidationError("Có tệp trùng nhau.", code="repeated")
        return keys


class TicketField(serializers.CharField):
    """The ticket under which somebody without a session uploaded files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            default="",
            max_length=MAX_TICKET,
            help_text="Vé của POST evidence/ticket/ đã dùng khi tải tệp lên mà không đăng nhập.",
            **kwargs,
        )


class WordsField(serializers.CharField):
    """Words of the sender, cleaned of what nobody sees."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_TEXT, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Return the cleaned words; refuse what is empty after that where words are required."""
        words = super().run_validation(data)
        cleaned = clean_text(words) if isinstance(words, str) else words
        if not cleaned and self.required:
            raise serializers.ValidationError("Hãy ghi nội dung.", code="blank")
        return cleaned


class ReportBody(ReportFields):
    """POST reports/."""

    example: ClassVar = {
        "kind": "traffic_violation",
        "words": "Xe con vượt đèn đỏ ở ngã tư.",
        "occurred_from": "2026-11-24T00:30:00Z",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "plates": ["19A-123.45"],
        "identity": "confidential",
    }

    guardian = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=MAX_GUARDIAN,
        help_text="Người gửi chưa đủ 18 tuổi: họ tên, số điện thoại của cha, mẹ hoặc người giám "
        "hộ. Không có vẫn gửi được.",
    )
    evidence = EvidenceField()
    evidence_ticket = TicketField()

    def validate_guardian(self, text: str) -> str:
        """Remove invisible characters."""
        return clean_text(text)


class ReportMessageBody(Body):
    """POST reports/{number}/messages/."""

    example: ClassVar = {"text": "Tôi gửi thêm video lúc 17 giờ 05."}

    text = WordsField(help_text=f"Nội dung, tối đa {MAX_TEXT} ký tự.")
    evidence = EvidenceField()
    evidence_ticket = TicketField()


class WithdrawalBody(Body):
    """POST reports/{number}/withdrawal/."""

    example: ClassVar = {"reason": "Tôi nhầm biển số xe."}

    reason = WordsField(
        required=False,
        allow_blank=True,
        default="",
        help_text="Lý do, nếu muốn nói. Công an vẫn có thể tiếp tục xác minh.",
    )


class DisputeBody(Body):
    """POST reports/{number}/dispute/."""

    example: ClassVar = {"reason": "Video thấy rõ đèn đỏ ở giây thứ 12."}

    reason = WordsField(help_text="Vì sao chưa đồng ý với kết luận.")


class OpinionBody(Body):
    """PUT reports/{number}/opinion/."""

    example: ClassVar = {"mark": "good", "words": "Giải quyết nhanh."}

    mark = serializers.ChoiceField(choices=HandlingOpinion.Mark.choices, help_text="Mức hài lòng.")
    words = WordsField(required=False, allow_blank=True, default="", help_text="Lời nhận xét.")


class ReportLookupBody(Body):
    """POST reports/lookup/."""

    example: ClassVar = {"number": "PA26-7K3M9Q", "secret_code": "7K3M-9QAB-CDEF-GHJK"}

    number = serializers.CharField(max_length=MAX_NUMBER, help_text="Số phản ánh trên biên nhận.")
    secret_code = serializers.CharField(
        max_length=MAX_SECRET, help_text="Mã bí mật trên biên nhận; dấu nối, hoa thường tuỳ ý."
    )
