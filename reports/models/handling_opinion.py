"""What the sender thinks of how the report was handled."""

from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from reports.models.report import Report


class HandlingOpinion(models.Model):
    """One opinion of a report, replaced by a later one. It does not identify the sender."""

    class Mark(models.TextChoices):
        """How the sender feels about it."""

        GOOD = "good", "Hài lòng"
        FAIR = "fair", "Bình thường"
        POOR = "poor", "Chưa hài lòng"

    report = models.OneToOneField(
        Report,
        models.CASCADE,
        primary_key=True,
        verbose_name="phản ánh",
        related_name="opinion",
        help_text="Phản ánh được nhận xét.",
    )
    mark = models.CharField("nhận xét", max_length=8, choices=Mark, help_text="Mức hài lòng.")
    words = EncryptedTextField("lời nhận xét", blank=True, help_text="Được mã hoá khi lưu.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Lần nhận xét sau cùng.")

    class Meta:
        verbose_name = "nhận xét cách giải quyết"
        verbose_name_plural = "nhận xét cách giải quyết"

    def __str__(self) -> str:
        return f"Nhận xét về phản ánh {self.report_id}"
