"""Reports on their way to another office or body. Written by `reports.actions` only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.keys import foreign_key, user_key
from offices.models import Office
from reports.models.report import Report
from reports.querysets import HandOverQuerySet


class HandOver(models.Model):
    """That a report was passed on to an office, or handed over to a body outside this service.

    The sending office stays responsible until the receiver has acknowledged, and may recall it.
    """

    report = foreign_key(Report, "phản ánh", "Phản ánh được chuyển.", related_name="hand_overs")
    office = foreign_key(
        Office,
        "đơn vị nhận",
        "Đơn vị trong hệ thống; trống khi chuyển cơ quan khác.",
        null=True,
        related_name="incoming_reports",
    )
    body = models.CharField(
        "cơ quan nhận",
        max_length=200,
        blank=True,
        help_text="Cơ quan ngoài hệ thống, ví dụ «Cơ quan Cảnh sát điều tra».",
    )
    slip_number = models.CharField(
        "số phiếu chuyển", max_length=60, blank=True, help_text="Phiếu chuyển hoặc biên bản giao."
    )
    officer = user_key("cán bộ chuyển", "Ai đã chuyển.")
    at = models.DateTimeField("chuyển lúc", default=timezone.now, help_text="Lúc chuyển.")
    acknowledge_by = models.DateTimeField(
        "xác nhận trước",
        null=True,
        blank=True,
        help_text="Quá hạn này mà cơ quan ngoài hệ thống chưa xác nhận thì phản ánh đứng trong "
        "danh sách việc.",
    )
    acknowledged_at = models.DateTimeField(
        "nơi nhận xác nhận lúc", null=True, blank=True, help_text="Trống khi chưa nhận."
    )
    receipt_number = models.CharField(
        "số biên nhận", max_length=60, blank=True, help_text="Biên nhận của cơ quan ngoài hệ thống."
    )
    signed_by = models.CharField(
        "người xác nhận",
        max_length=150,
        blank=True,
        help_text="Ai, bộ phận nào của cơ quan đó ký nhận.",
    )
    recalled_at = models.DateTimeField(
        "thu hồi lúc",
        null=True,
        blank=True,
        help_text="Nơi chuyển giải quyết tiếp hoặc chuyển nơi khác trước khi nơi nhận xác nhận.",
    )

    returned_at = models.DateTimeField(
        "trả lại lúc",
        null=True,
        blank=True,
        help_text="Nơi nhận trả lại hoặc chuyển tiếp cho đơn vị khác mà không nhận.",
    )

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "lần chuyển phản ánh"
        verbose_name_plural = "lần chuyển phản ánh"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["office", "at"],
                condition=Q(
                    acknowledged_at__isnull=True,
                    recalled_at__isnull=True,
                    returned_at__isnull=True,
                ),
                name="hand_over_waiting",
            ),
            models.Index(
                fields=["acknowledge_by"],
                condition=Q(office__isnull=True, acknowledged_at__isnull=True),
                name="hand_over_unacknowledged",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="hand_over_to_one",
                condition=Q(office__isnull=False, body="") | (Q(office__isnull=True) & ~Q(body="")),
                violation_error_message="Chuyển đến một đơn vị hoặc một cơ quan.",
            )
        ]

    def __str__(self) -> str:
        return self.body or str(self.office)
