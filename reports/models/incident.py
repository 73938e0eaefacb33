"""What several reports are about. Written by `reports.actions` only."""

from django.db import models
from django.utils import timezone

from foundation.records.keys import foreign_key
from offices.models import Office


class Incident(models.Model):
    """One thing that happened; the office decides once for all reports merged into it.

    Its leading report is the one of its reports that is not merged: it carries the decision.
    """

    office = foreign_key(Office, "đơn vị", "Đơn vị giải quyết vụ việc.", related_name="incidents")
    title = models.CharField(
        "tên vụ việc", max_length=150, help_text="Cán bộ đặt; không ghi tên người gửi."
    )
    made_at = models.DateTimeField("lập lúc", default=timezone.now, help_text="Lúc lập vụ việc.")

    class Meta:
        verbose_name = "vụ việc"
        verbose_name_plural = "vụ việc"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title
