"""The history of a dossier: rows that are written once."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from dossiers.models.dossier import Dossier, Source
from dossiers.workflow import MAX_NOTE_LENGTH, Status
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key


class Kind(models.TextChoices):
    """What sort of change it is."""

    TRANSITION = "transition", "Chuyển trạng thái"
    CORRECTION = "correction", "Đính chính trạng thái"
    EXTENSION = "extension", "Xin lỗi và hẹn lại"
    DUE_MOVED = "due_moved", "Thay đổi ngày hẹn"
    ASSIGNMENT = "assignment", "Phân công"
    FEE = "fee", "Sửa số tiền phải nộp"
    WORDS = "words", "Sửa giấy tờ cần bổ sung, lý do"
    CONTACT = "contact", "Sửa thông tin người nộp"
    SLIP = "slip", "Cấp mã tra cứu"


# What a citizen's timeline shows; the others are the office's own business.
PUBLIC_KINDS = frozenset(
    {Kind.TRANSITION, Kind.CORRECTION, Kind.EXTENSION, Kind.DUE_MOVED, Kind.FEE, Kind.WORDS}
)


class DossierEvent(AppendOnly):
    """One change of a dossier.

    `details` may hold `papers` (list of texts), `supplement_due_on` (date), `fee` (đồng; null when
    paid or dropped), `due_from` and `due_to` (moments, ISO 8601), and the first event `handed_in`
    (`workflow.HandedIn`). Never anything personal.
    """

    dossier = foreign_key(
        Dossier, "hồ sơ", "Hồ sơ đã thay đổi.", related_name="events", db_index=False
    )  # event_number_unique begins with it
    number = models.PositiveIntegerField("lần", help_text="Thứ tự trong hồ sơ, từ 1.")
    kind = models.CharField("thay đổi", max_length=12, choices=Kind, help_text="Loại thay đổi.")
    status_from = models.CharField(
        "từ trạng thái",
        max_length=20,
        choices=Status,
        blank=True,
        help_text="Trống khi hồ sơ vừa được ghi nhận.",
    )
    status_to = models.CharField(
        "đến trạng thái", max_length=20, choices=Status, help_text="Trạng thái sau thay đổi này."
    )
    at = models.DateTimeField("xảy ra lúc", help_text="Lúc việc xảy ra, có thể trước lúc ghi.")
    recorded_at = models.DateTimeField("ghi lúc", help_text="Lúc hệ thống ghi.")
    officer = user_key(
        "cán bộ", "Ai thay đổi; trống khi do máy.", null=True, db_index=False
    )  # 20 million rows, never looked up by officer
    public_note = models.TextField(
        "nội dung cho công dân",
        max_length=MAX_NOTE_LENGTH,
        blank=True,
        help_text="Công dân đọc được.",
    )
    internal_note = models.TextField(
        "ghi chú nội bộ",
        max_length=MAX_NOTE_LENGTH,
        blank=True,
        help_text="Công dân không bao giờ thấy.",
    )
    details = models.JSONField(
        "chi tiết",
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="Giấy tờ, tiền, ngày hẹn kèm theo.",
    )
    source = models.CharField(
        "nguồn", max_length=10, choices=Source, help_text="Thay đổi đến từ đâu."
    )

    class Meta:
        verbose_name = "thay đổi của hồ sơ"
        verbose_name_plural = "thay đổi của hồ sơ"
        ordering = ["dossier", "number"]
        constraints = [
            # It is also the index of a timeline, and refuses two writers at once.
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="event_number_unique",
                violation_error_message="Lần thay đổi này đã được ghi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Kind(self.kind).label}: {Status(self.status_to).label}"
