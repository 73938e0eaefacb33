"""Names in files whose meaning an officer gave once: headers of columns, names of offices."""

from django.db import models

from foundation.records.keys import foreign_key, user_key
from offices.models import Office


class ColumnName(models.Model):
    """What a header means in files of an office and of those below it.

    Their files with the same header need no mapping again; other offices may use another system.
    """

    folded = models.CharField(
        "tiêu đề không dấu", max_length=120, help_text="Không dấu, không cách, để so sánh."
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Nhớ cho tệp của đơn vị này và các đơn vị cấp dưới; trống: cho mọi đơn vị.",
        null=True,
    )
    written = models.CharField("tiêu đề", max_length=120, help_text="Như trong tệp.")
    key = models.CharField(
        "là cột", max_length=20, help_text="Cột của hồ sơ, hoặc «ignored» để bỏ qua."
    )
    by = user_key("cán bộ", "Ai khai báo.", null=True, blank=False)
    at = models.DateTimeField("lúc", help_text="Lần khai báo gần nhất.")

    class Meta:
        verbose_name = "tên cột đã khai báo"
        verbose_name_plural = "tên cột đã khai báo"
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "folded"],
                name="column_name_of_office",
                violation_error_message="Đơn vị này đã khai báo cột này.",
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=models.Q(office=None),
                name="column_name_of_all",
                violation_error_message="Cột này đã khai báo cho mọi đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return self.written


class OfficeName(models.Model):
    """Which office a name in files means."""

    folded = models.CharField(
        "tên không dấu", max_length=200, primary_key=True, help_text="Không dấu, để so sánh."
    )
    written = models.CharField("tên trong tệp", max_length=200, help_text="Như hệ thống khác ghi.")
    office = foreign_key(Office, "đơn vị", "Đơn vị mang tên này.")
    by = user_key("cán bộ", "Ai khai báo.", null=True, blank=False)
    at = models.DateTimeField("lúc", help_text="Lần khai báo gần nhất.")

    class Meta:
        verbose_name = "tên đơn vị đã khai báo"
        verbose_name_plural = "tên đơn vị đã khai báo"
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.written
