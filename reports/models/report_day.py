"""How an office dealt with reports on one day."""

from typing import ClassVar

from django.db import models

from foundation.records.keys import foreign_key
from offices.models import OfficeDay
from reports.models.kind import ReportKind


class ReportDay(OfficeDay):
    """Counts of one office, kind and day, in the area of the office on that day.

    Written by `reports.actions.moving`. What was counted as sent and ended stays as it was,
    because it is published; `passed` and `undone` say what has moved since. When provinces are
    reorganised and an office moves to another area, what was counted before stays where it was.
    """

    KEYS: ClassVar[tuple[str, ...]] = ("office_id", "day", "kind_id", "area")

    kind = foreign_key(ReportKind, "loại", "Loại phản ánh.")
    area = models.CharField(
        "khu vực",
        max_length=100,
        blank=True,
        help_text="Khu vực của đơn vị trong ngày đó; trống khi phục vụ toàn tỉnh.",
    )
    sent = models.IntegerField("đến", default=0, help_text="Phản ánh gửi đến trong ngày.")
    passed = models.IntegerField(
        "được chuyển",
        default=0,
        db_default=0,
        help_text="Phản ánh đến trong ngày mà đơn vị khác chuyển sang, trừ đi số đã chuyển đi.",
    )
    ended = models.IntegerField("kết thúc", default=0, help_text="Phản ánh có quyết định.")
    undone = models.IntegerField(
        "xem xét lại",
        default=0,
        db_default=0,
        help_text="Trong số đã kết thúc: quyết định nay không còn, vì phản ánh được xem xét lại.",
    )
    in_time = models.IntegerField("đúng hạn", default=0, help_text="Trong số đã kết thúc.")
    handled = models.IntegerField("đã xử lý", default=0, help_text="Kết luận «Đã xử lý».")
    insufficient = models.IntegerField(
        "chưa đủ căn cứ", default=0, help_text="Kết luận «Chưa đủ căn cứ»."
    )
    disputed = models.IntegerField(
        "đề nghị xem lại", default=0, help_text="Đề nghị xem xét lại trong ngày."
    )

    class Meta:
        verbose_name = "phản ánh trong ngày"
        verbose_name_plural = "phản ánh theo ngày"
        default_permissions = ()
        ordering = ["-day", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "kind", "area"],
                name="reportday_once",
                violation_error_message="Đơn vị đã có số liệu của ngày này.",
            )
        ]
