"""Reasons and missing items that officers choose from a list."""

from django.core.exceptions import ValidationError
from django.db import models

from foundation.records.fields import LinesField
from reports.models.kind import Particular, ReportKind


class ListedReason(models.Model):
    """A reason or a missing item that officers choose from a list, with the citizen's words."""

    class Use(models.TextChoices):
        """Where a reason is chosen."""

        DECLINE = "decline", "Không thụ lý"
        ASK_MORE = "ask_more", "Yêu cầu bổ sung"

    use = models.CharField("dùng khi", max_length=10, choices=Use, help_text="Việc cần lý do này.")
    kinds = models.ManyToManyField(
        ReportKind,
        verbose_name="loại phản ánh",
        blank=True,
        related_name="listed_reasons",
        help_text="Trống là mọi loại.",
    )
    words = models.CharField("lời", max_length=300, help_text="Người dân đọc nguyên văn.")
    codes = LinesField("thông tin thiếu", help_text="Mã thông tin cần có mà lời này hỏi.")
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ hiện trước.")

    class Meta:
        verbose_name = "lý do có sẵn"
        verbose_name_plural = "lý do có sẵn"
        ordering = ["use", "order", "pk"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Refuse unknown codes of particulars."""
        super().clean()
        unknown = sorted(set(self.codes) - set(Particular.values))
        if unknown:
            raise ValidationError({"codes": f"Không có thông tin này: {', '.join(unknown)}."})
