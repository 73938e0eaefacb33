"""Messages about a report. Written by `reports.actions` only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from reports.models.report import Report
from reports.models.report_event import ReportEvent


class ReportMessage(models.Model):
    """Words of the sender, of an officer to the sender, or between officers (`internal`).

    The database refuses to change author, time and audience.
    """

    class Author(models.TextChoices):
        """Which side wrote it."""

        REPORTER = "reporter", "Người gửi"
        OFFICER = "officer", "Cán bộ"

    report = foreign_key(
        Report,
        "phản ánh",
        "Phản ánh mà lời này thuộc về.",
        related_name="messages",
        on_delete=models.CASCADE,
    )
    event = foreign_key(
        ReportEvent, "diễn biến", "Việc đã làm cùng lời này.", null=True, related_name="messages"
    )
    author = models.CharField("ai nói", max_length=10, choices=Author, help_text="Bên nào nói.")
    officer = user_key(
        "cán bộ", "Trống khi người gửi nói.", null=True, db_index=False
    )  # nobody asks for what one officer said
    text = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")
    internal = models.BooleanField(
        "nội bộ", default=False, help_text="Ghi chú giữa cán bộ; người gửi không bao giờ thấy."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm nói.")

    class Meta:
        verbose_name = "lời trao đổi về phản ánh"
        verbose_name_plural = "lời trao đổi về phản ánh"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="report_message_internal_by_officer",
                condition=Q(author="officer") | Q(internal=False, officer__isnull=True),
                violation_error_message="Ghi chú nội bộ chỉ do cán bộ ghi.",
            )
        ]

    def __str__(self) -> str:
        """Name nobody: the admin keeps this text in its history."""
        return f"{self.Author(self.author).label} – phản ánh {self.report_id}"
