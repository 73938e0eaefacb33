"""The body of the check before sending, and what it answers."""

from typing import Any, ClassVar

from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.api.schema import FieldErrorSerializer
from procedures.api.serializers import FIRST, DangerSerializer
from reports.api.bodies import MomentInput, ReportFields
from reports.checking.completeness import Likelihood
from reports.models.captured import EvidenceFact

MAX_FILES = 20


class CheckedEvidence(Strict, serializers.Serializer[Any]):
    """A file that is not sent yet, as the client knows it."""

    media_type = serializers.CharField(max_length=100, help_text="Loại tệp, ví dụ image/jpeg.")
    captured_at = MomentInput(help_text="Lúc ghi hình theo tệp, nếu có.")
    own_recording = serializers.BooleanField(
        default=False, help_text="Người gửi tự ghi hình tệp này."
    )


class ReportCheckBody(ReportFields):
    """POST reports/checks/."""

    example: ClassVar = {
        "kind": "traffic_violation",
        "words": "Xe con vượt đèn đỏ ở ngã tư.",
        "occurred_from": "2026-11-24T00:30:00Z",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "identity": "confidential",
        "evidence": [{"media_type": "video/mp4", "own_recording": True}],
    }

    evidence = CheckedEvidence(
        many=True, required=False, help_text="Ảnh, video định gửi; chưa cần tải lên."
    )

    def validate_evidence(self, files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Refuse more files than anybody could send."""
        if len(files) > MAX_FILES:
            raise serializers.ValidationError(f"Tối đa {MAX_FILES} tệp.", code="max_length")
        return files


def checked_facts(files: list[dict[str, Any]]) -> tuple[EvidenceFact, ...]:
    """Return what the client says of the files that it would send."""
    return tuple(EvidenceFact(**file) for file in files)


class EmergencyCallSerializer(serializers.Serializer[Any]):
    """A number to call first."""

    number = serializers.CharField(help_text="Số gọi ngay, dùng cho openPhone; có thể trống.")
    advice = serializers.CharField(help_text="Việc cần làm ngay.")


class ReceiverSerializer(serializers.Serializer[Any]):
    """The office that would receive the report."""

    office = serializers.CharField(help_text="Mã đơn vị, xem offices/.")
    name = serializers.CharField(help_text="Tên đơn vị.")
    rule = serializers.CharField(help_text="Vì sao là đơn vị này.")
    citation = serializers.CharField(help_text="Căn cứ; có thể trống.")


class ReportCheckSerializer(serializers.Serializer[Any]):
    """What the check answers."""

    danger = DangerSerializer(allow_null=True, help_text=FIRST)
    emergencies = EmergencyCallSerializer(
        many=True, help_text="Như `danger`, ngắn hơn; không bao giờ ngăn việc gửi."
    )
    missing = FieldErrorSerializer(many=True, help_text="Còn thiếu, chưa gửi được.")
    faults = FieldErrorSerializer(many=True, help_text="Chưa đúng, chưa gửi được.")
    advice = FieldErrorSerializer(many=True, help_text="Nên có; thiếu vẫn gửi được.")
    likelihood = serializers.ChoiceField(
        choices=[
            (Likelihood.GOOD.value, "Đủ để xác minh"),
            (Likelihood.FAIR.value, "Nên bổ sung"),
            (Likelihood.POOR.value, "Khó dùng được"),
        ],
        help_text="Khả năng công an dùng được phản ánh.",
    )
    likelihood_reason = serializers.CharField(help_text="Vì sao, bằng một câu.")
    receiver = ReceiverSerializer(allow_null=True, help_text="Đơn vị sẽ nhận; null khi chưa rõ.")
