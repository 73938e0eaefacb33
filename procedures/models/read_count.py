"""What people read, by day: no person, no time of day, no address."""

from django.db import models

from foundation.records.keys import foreign_key
from procedures.models.procedure import Procedure


class ReadCount(models.Model):
    """How often the page of a procedure was requested on one day."""

    KEYS = ("day", "procedure_id")

    day = models.DateField("ngày", help_text="Ngày theo giờ Việt Nam.")
    procedure = foreign_key(
        Procedure, "thủ tục", "Thủ tục được xem.", db_index=False
    )  # read_count_unique begins with the day
    reads = models.IntegerField(
        "số lần xem",
        default=0,
        help_text="Số lần xem trong ngày; bản lưu ở máy trung gian không tính.",
    )

    class Meta:
        verbose_name = "lượt xem thủ tục"
        verbose_name_plural = "lượt xem thủ tục"
        ordering = ("-day", "-reads")
        constraints = (
            models.UniqueConstraint(
                fields=["day", "procedure"],
                name="read_count_unique",
                violation_error_message="Đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.procedure_id}"
