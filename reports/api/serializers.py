"""Answers about reports to their senders, without data of any person."""

from typing import Any

from rest_framework import serializers

from foundation.api.moments import MomentField, MomentsSerializer
from foundation.media.file_types import MEDIA_TYPES
from offices.api.reachable import ReachableOfficeSerializer
from reports.models import Certainty, Evidence, HandlingOpinion, Report, ReportKind, ReportMessage
from reports.workflow import OUTCOME_WORDS, Status

BEGINNING = 120


class NamedKindSerializer(serializers.Serializer[ReportKind]):
    """The kind of a report."""

    code = serializers.CharField(source="pk", help_text="Mã loại; xem report-kinds/.")
    name = serializers.CharField(help_text="Tên loại.")


class SentEvidenceSerializer(serializers.Serializer[Evidence]):
    """A file that was sent: its fingerprint proves later that it is the same."""

    id = serializers.UUIDField(help_text="Mã tệp.")
    name = serializers.CharField(help_text="Tên để hiển thị, ví dụ «Video 2».")
    type = serializers.ChoiceField(
        MEDIA_TYPES, source="media_type", help_text="Kiểu tệp theo nội dung."
    )
    size = serializers.IntegerField(help_text="Số byte của bản gốc.")
    sha256 = serializers.CharField(help_text="Dấu vân tay SHA-256 của bản gốc, 64 chữ số.")
    removed = serializers.SerializerMethodField(
        help_text="Tệp đã xoá khi hết thời hạn lưu; dấu vân tay vẫn còn."
    )

    def get_removed(self, evidence: Evidence) -> bool:
        return evidence.removed_at is not None


class ReportMessageSerializer(serializers.Serializer[ReportMessage]):
    """Something said, without the officer's name: the office answers."""

    author = serializers.ChoiceField(
        choices=ReportMessage.Author.choices, help_text="Ai nói: người gửi hay cán bộ."
    )
    author_name = serializers.CharField(source="get_author_display", help_text="Ai nói, bằng chữ.")
    text = serializers.CharField(help_text="Nội dung.")
    at = MomentField(help_text="Lúc nói (UTC).")
    evidence = serializers.ListField(
        source="evidence_ids",
        child=serializers.UUIDField(),
        help_text="Mã các tệp gửi kèm lời này; xem `evidence` của phản ánh.",
    )


class PlaceSerializer(serializers.Serializer[Any]):
    """Where it happened."""

    words = serializers.CharField(help_text="Địa điểm bằng lời; trống khi không ghi.")
    latitude = serializers.FloatField(allow_null=True, help_text="Vĩ độ; null khi không ghi.")
    longitude = serializers.FloatField(allow_null=True, help_text="Kinh độ; null khi không ghi.")
    certainty = serializers.ChoiceField(
        choices=Certainty.choices, help_text="Người gửi biết địa điểm chính xác đến đâu."
    )


class OpinionSerializer(MomentsSerializer[HandlingOpinion]):
    """What the sender thinks of the handling."""

    mark = serializers.ChoiceField(choices=HandlingOpinion.Mark.choices, help_text="Mức hài lòng.")
    mark_name = serializers.CharField(
        source="get_mark_display", read_only=True, help_text="Mức hài lòng, hiển thị được."
    )
    words = serializers.CharField(help_text="Lời nhận xét; trống khi không ghi.")

    class Meta:
        model = HandlingOpinion
        fields = ["mark", "mark_name", "words", "at"]


def outcome_words(report: Report) -> str | None:
    """Return the outcome in words; None while the report is open, even if there was one."""
    return None if report.is_open else OUTCOME_WORDS.get(report.outcome)


class ReportCardSerializer(MomentsSerializer[Report]):
    """A report in the list."""

    kind = NamedKindSerializer(help_text="Loại phản ánh.")
    status = serializers.ChoiceField(choices=Status.choices, help_text="Phản ánh đang ở bước nào.")
    status_name = serializers.CharField(
        source="get_status_display", read_only=True, help_text="Tình trạng, hiển thị được."
    )
    office = ReachableOfficeSerializer(help_text="Đơn vị chịu trách nhiệm.")
    beginning = serializers.SerializerMethodField(
        help_text="Phần đầu của nội dung; trống khi nội dung đã xoá."
    )
    outcome_words = serializers.SerializerMethodField(
        help_text="Kết quả bằng lời; null khi chưa có."
    )

    class Meta:
        model = Report
        fields = [
            "number",
            "kind",
            "status",
            "status_name",
            "office",
            "beginning",
            "outcome_words",
            "first_received_at",
            "changed_at",
            "due_at",
            "supply_by",
        ]

    def get_beginning(self, report: Report) -> str:
        words = str(report.words)
        return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rstrip()}…"

    def get_outcome_words(self, report: Report) -> str | None:
        return outcome_words(report)
