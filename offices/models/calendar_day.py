"""Exceptions to the State's working week: days off and days worked."""

from django.db import models


class CalendarDay(models.Model):
    """A day off from Monday to Friday, or a day worked on a weekend.

    The Government sets Tết and swaps working days every year (BLLĐ 2019 Đ112k3), so these are rows.
    """

    class Kind(models.TextChoices):
        """Whether the day is off or worked."""

        DAY_OFF = "day_off", "Ngày nghỉ"
        WORKING_DAY = "working_day", "Ngày làm việc, làm bù"

    class Holiday(models.TextChoices):
        """Why the day is off (BLLĐ 2019 Đ112; 24/11 since 2026)."""

        NEW_YEAR = "new_year", "Tết Dương lịch"
        TET = "tet", "Tết Nguyên đán"
        HUNG_KINGS = "hung_kings", "Giỗ Tổ Hùng Vương"
        REUNIFICATION = "reunification", "Ngày Chiến thắng 30/4"
        LABOUR = "labour", "Quốc tế Lao động 1/5"
        NATIONAL_DAY = "national_day", "Quốc khánh 2/9"
        CULTURE_DAY = "culture_day", "Ngày Văn hóa Việt Nam 24/11"
        OTHER = "other", "Khác"

    date = models.DateField("ngày", unique=True, help_text="Mỗi ngày chỉ ghi một lần.")
    kind = models.CharField(
        "loại",
        max_length=12,
        choices=Kind.choices,
        default=Kind.DAY_OFF,
        help_text="Để bỏ một ngày nghỉ đã điền sẵn, đổi thành «Ngày làm việc» thay vì xoá.",
    )
    holiday = models.CharField(
        "dịp",
        max_length=13,
        choices=Holiday.choices,
        default=Holiday.OTHER,
        help_text="Năm không có ngày nào ghi «Tết Nguyên đán» thì không tính được ngày hẹn trả.",
    )
    name = models.CharField("tên", max_length=200, help_text="Ví dụ «Quốc khánh (nghỉ bù)».")
    source = models.CharField(
        "nguồn", max_length=300, blank=True, help_text="Văn bản hoặc cách có được ngày này."
    )
    filled = models.BooleanField(
        "điền tự động",
        default=False,
        editable=False,
        help_text="Còn nguyên như hệ thống điền; cán bộ sửa thì tắt.",
    )

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "lịch làm việc"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"
