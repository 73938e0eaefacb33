"""What people search for, by day: no person, no time of day, no address."""

from django.db import models


class SearchCount(models.Model):
    """How often a text was searched for on one day, and how often without result."""

    day = models.DateField("ngày", help_text="Ngày theo giờ Việt Nam.")
    term = models.CharField(
        "cụm từ", max_length=80, help_text="Không dấu; dãy số dài bị thay bằng #."
    )
    searches = models.PositiveIntegerField(
        "số lần tìm", default=0, help_text="Số lần tìm trong ngày."
    )
    misses = models.PositiveIntegerField(
        "không thấy", default=0, help_text="Số lần không có kết quả."
    )

    class Meta:
        verbose_name = "lượt tìm kiếm"
        verbose_name_plural = "lượt tìm kiếm"
        ordering = ("-day", "-searches")
        constraints = (
            models.UniqueConstraint(
                fields=["day", "term"], name="search_count_unique", violation_error_message="Đã có."
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.term}"


class SearchDay(models.Model):
    """All searches of one day, so that trends need not add up the terms."""

    KEYS = ("day",)

    day = models.DateField("ngày", primary_key=True, help_text="Ngày theo giờ Việt Nam.")
    searches = models.IntegerField("số lượt tìm", default=0, help_text="Số lượt tìm trong ngày.")
    misses = models.IntegerField("không thấy", default=0, help_text="Số lượt không có kết quả.")

    class Meta:
        verbose_name = "lượt tìm kiếm trong ngày"
        verbose_name_plural = "lượt tìm kiếm theo ngày"
        default_permissions = ()
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
