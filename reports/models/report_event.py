"""What happened to a report. Written by `reports.actions` only."""

from django.db import models
from django.utils import timezone

from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key
from offices.models import Office
from reports.models.report import Report
from reports.workflow import Move, Outcome, Status


class ReportEvent(AppendOnly):
    """One move of a report. It has no text, which would outlive the sender's data."""

    report = foreign_key(Report, "phản ánh", "Phản ánh đã thay đổi.", related_name="events")
    move = models.CharField("việc", max_length=16, choices=Move, help_text="Điều đã xảy ra.")
    status = models.CharField(
        "tình trạng sau đó", max_length=12, choices=Status, help_text="Tình trạng sau việc này."
    )
    outcome = models.CharField(
        "kết quả", max_length=16, choices=Outcome, blank=True, help_text="Kết luận, nếu có."
    )
    office = foreign_key(Office, "đơn vị sau đó", "Đơn vị chịu trách nhiệm sau việc này.")
    officer = user_key(
        "cán bộ", "Trống khi người gửi hoặc hệ thống làm.", null=True, db_index=False
    )  # nobody asks for what one officer did
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "diễn biến của phản ánh"
        verbose_name_plural = "diễn biến của phản ánh"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Move(self.move).label)
