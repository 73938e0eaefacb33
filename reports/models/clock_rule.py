"""How long the stages of a report may take, as rows with citation and validity."""

from datetime import date

from django.db import models
from django.db.models import Q

from foundation.records.keys import foreign_key
from reports.models.kind import ReportKind


class Stage(models.TextChoices):
    """What a clock bounds.

    RECEIPT runs from the hand-over to a body outside. USABLE runs from the act: data may ground a
    fine until its limitation ends (Decree 61/2026/NĐ-CP, articles 14.3 and 17.1d).
    """

    CLASSIFY = "classify", "Tiếp nhận, phân loại"
    VERIFY = "verify", "Xác minh"
    ANSWER = "answer", "Trả lời"
    PASS_ON = "pass_on", "Chuyển đơn vị có thẩm quyền"
    ALARM = "alarm", "Cảnh báo chưa đọc"
    RECEIPT = "receipt", "Cơ quan nhận xác nhận"
    USABLE = "usable", "Dùng được từ khi xảy ra"


class Unit(models.TextChoices):
    """The unit of a time limit."""

    MINUTE = "minute", "phút"
    HOUR = "hour", "giờ"
    DAY = "day", "ngày"
    WORKING_DAY = "working_day", "ngày làm việc"
    MONTH = "month", "tháng"


class ClockRule(models.Model):
    """How long a stage may take, from when to when the rule holds, and which text says so."""

    kind = foreign_key(
        ReportKind,
        "loại phản ánh",
        "Loại phản ánh có thời hạn này.",
        related_name="clock_rules",
        on_delete=models.CASCADE,
    )
    stage = models.CharField("việc", max_length=10, choices=Stage, help_text="Việc phải xong.")
    length = models.PositiveSmallIntegerField("thời hạn", help_text="Số đơn vị thời gian.")
    unit = models.CharField(
        "đơn vị tính", max_length=12, choices=Unit, help_text="Đơn vị thời gian."
    )
    extended_length = models.PositiveSmallIntegerField(
        "thời hạn khi gia hạn",
        null=True,
        blank=True,
        help_text="Tổng thời hạn sau một lần gia hạn; trống khi không được gia hạn.",
    )
    citation = models.CharField("căn cứ", max_length=300, help_text="Điều, khoản, văn bản.")
    valid_from = models.DateField("từ ngày", help_text="Ngày đầu quy định có hiệu lực.")
    valid_to = models.DateField(
        "đến ngày", null=True, blank=True, help_text="Ngày cuối; trống khi còn hiệu lực."
    )

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        ordering = ["kind", "stage", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "stage", "valid_from"],
                name="clock_rule_once",
                violation_error_message="Đã có thời hạn của việc này từ ngày này.",
            ),
            models.CheckConstraint(
                name="clock_rule_dates_ordered",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                name="clock_rule_longer_when_extended",
                condition=Q(extended_length__isnull=True)
                | Q(extended_length__gt=models.F("length")),
                violation_error_message="Thời hạn khi gia hạn phải dài hơn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Stage(self.stage).label}: {self.length} {Unit(self.unit).label}"

    def holds(self, day: date) -> bool:
        """Return True if the rule is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
