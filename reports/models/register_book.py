"""The running numbers of an office's book of reports. Written by `reports.actions` only."""

from django.db import models

from foundation.records.keys import foreign_key
from offices.models import Office
from reports.workflow import Desk


class RegisterBook(models.Model):
    """The book of one desk of an office for one year, and the last number given in it."""

    office = foreign_key(
        Office, "đơn vị", "Đơn vị giữ sổ.", db_index=False
    )  # register_book_once begins with it
    desk = models.CharField(
        "bộ phận", max_length=12, choices=Desk, help_text="Tố giác, tin báo có sổ riêng."
    )
    year = models.PositiveSmallIntegerField("năm", help_text="Mỗi năm số bắt đầu lại từ 1.")
    last = models.PositiveIntegerField("số cuối", default=0, help_text="Số đã cấp gần nhất.")

    class Meta:
        verbose_name = "sổ tiếp nhận phản ánh"
        verbose_name_plural = "sổ tiếp nhận phản ánh"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "desk", "year"],
                name="register_book_once",
                violation_error_message="Mỗi bộ phận có một sổ mỗi năm.",
            )
        ]

    def __str__(self) -> str:
        return f"Sổ năm {self.year}"
