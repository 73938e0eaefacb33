"""When offices receive citizens."""

from django.db import models
from django.db.models import F, Q

from foundation.records.keys import foreign_key
from offices.models.office import Office
from offices.validators import validate_whole_minute


class OpeningHours(models.Model):
    """One period of one weekday during which an office receives citizens."""

    class Weekday(models.IntegerChoices):
        """Days as ISO 8601 numbers them."""

        MONDAY = 1, "Thứ Hai"
        TUESDAY = 2, "Thứ Ba"
        WEDNESDAY = 3, "Thứ Tư"
        THURSDAY = 4, "Thứ Năm"
        FRIDAY = 5, "Thứ Sáu"
        SATURDAY = 6, "Thứ Bảy"
        SUNDAY = 7, "Chủ nhật"

    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị có giờ tiếp dân này.",
        related_name="hours",
        on_delete=models.CASCADE,
    )
    weekday = models.PositiveSmallIntegerField(
        "thứ", choices=Weekday.choices, help_text="Ngày trong tuần."
    )
    opens = models.TimeField("mở cửa", validators=[validate_whole_minute], help_text="Ví dụ 07:30.")
    closes = models.TimeField(
        "đóng cửa", validators=[validate_whole_minute], help_text="Ví dụ 11:30."
    )

    class Meta:
        verbose_name = "giờ tiếp dân"
        verbose_name_plural = "giờ tiếp dân"
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="hours_open_before_close",
                condition=Q(opens__lt=F("closes")),
                violation_error_message="Giờ mở cửa phải trước giờ đóng cửa.",
            ),
            models.CheckConstraint(
                name="hours_weekday_iso",
                condition=Q(weekday__gte=1, weekday__lte=7),
                violation_error_message="Thứ phải từ 1 (Thứ Hai) đến 7 (Chủ nhật).",
            ),
            models.UniqueConstraint(
                fields=["office", "weekday", "opens"],
                name="hours_unique",
                violation_error_message="Khoảng giờ này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class OpeningException(models.Model):
    """A date on which an office is closed or has different hours."""

    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị có ngày đặc biệt này.",
        related_name="exceptions",
        on_delete=models.CASCADE,
    )
    date = models.DateField("ngày", help_text="Ngày áp dụng.")
    closed = models.BooleanField(
        "đóng cửa cả ngày", default=True, help_text="Tắt để ghi giờ đặc biệt."
    )
    opens = models.TimeField(
        "mở cửa",
        null=True,
        blank=True,
        validators=[validate_whole_minute],
        help_text="Chỉ ghi khi có giờ đặc biệt.",
    )
    closes = models.TimeField(
        "đóng cửa lúc",
        null=True,
        blank=True,
        validators=[validate_whole_minute],
        help_text="Chỉ ghi khi có giờ đặc biệt.",
    )
    note = models.CharField(
        "ghi chú", max_length=200, blank=True, help_text="Lý do, người dân đọc được."
    )

    class Meta:
        verbose_name = "ngày đặc biệt"
        verbose_name_plural = "ngày đặc biệt"
        ordering = ["date", "opens"]
        constraints = [
            models.CheckConstraint(
                name="exception_closed_or_hours",
                condition=Q(closed=True, opens__isnull=True, closes__isnull=True)
                | Q(closed=False, opens__isnull=False, closes__isnull=False),
                violation_error_message="Hoặc đóng cửa cả ngày, hoặc ghi cả giờ mở và giờ đóng.",
            ),
            models.CheckConstraint(
                name="exception_open_before_close",
                condition=Q(opens__isnull=True) | Q(opens__lt=F("closes")),
                violation_error_message="Giờ mở cửa phải trước giờ đóng cửa.",
            ),
            models.UniqueConstraint(
                fields=["office", "date", "opens"],
                name="exception_unique",
                violation_error_message="Ngày này đã được ghi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}"
