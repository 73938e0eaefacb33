"""How many reports one sender sent on one day, so that nobody floods the offices."""

from typing import ClassVar

from django.db import models


class SendingDay(models.Model):
    """A count of one sender and day. Nothing reads or writes it any more.

    Before 0.9.0 it was written with each report, so that whoever had HASH_KEY could count back the
    sender. `foundation.counting.days` counts now; retention deletes what is left, and the version
    after 0.9 drops the table: until then the version before may still run beside.
    """

    KEYS: ClassVar[tuple[str, ...]] = ("mark", "day")

    mark = models.CharField(
        "dấu người gửi trong ngày",
        max_length=64,
        help_text="Dấu có khoá của công dân hoặc địa chỉ mạng, mỗi ngày một khác.",
    )
    day = models.DateField("ngày", db_index=True, help_text="Ngày theo giờ Việt Nam.")
    sent = models.IntegerField("đã gửi", default=0, help_text="Số phản ánh đã gửi trong ngày.")

    class Meta:
        verbose_name = "số phản ánh một người gửi trong ngày"
        verbose_name_plural = "số phản ánh một người gửi trong ngày"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "day"],
                name="sending_day_once",
                violation_error_message="Đã có số của ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.sent}"
