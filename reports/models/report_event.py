"""What happened to a report. Written by `reports.actions` only."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.records.append_only import AppendOnly
from offices.models import Office
from reports.models.report import Report
from reports.workflow import Move, Outcome, Status


class ReportEvent(AppendOnly):
    """One move of a report. It has no text, which would outlive the sender's data."""

    report = models.ForeignKey(
        Report,
        models.PROTECT,
        verbose_name="phản ánh",
        related_name="events",
        help_text="Phản ánh đã thay đổi.",
    )
    move = models.CharField("việc", max_length=16, choices=Move, help_text="Điều đã xảy ra.")
    status = models.CharField(
        "tình trạng sau đó", max_length=12, choices=Status, help_text="Tình trạng sau việc này."
    )
    outcome = models.CharField(
        "kết quả", max_length=16, choices=Outcome, blank=True, help_text="Kết luận, nếu có."
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name="đơn vị sau đó",
        related_name="+",
        help_text="Đơn vị chịu trách nhiệm sau việc này.",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # nobody asks for what one officer did
        help_text="Trống khi người gửi hoặc hệ thống làm.",
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "diễn biến của phản ánh"
        verbose_name_plural = "diễn biến của phản ánh"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Move(self.move).label)
