"""How much the service was used on a day, in numbers that name nobody."""

from django.db import models


class VisitDay(models.Model):
    """Visits and users of one day in Vietnam, counted by `citizens.api.visits` at each visit.

    A user is counted on the day of their first visit in the day, week, month or year. So the sum
    over the days of a month is the number of different people in that month. Nobody's name is kept.
    """

    KEYS = ("day",)

    day = models.DateField("ngày", primary_key=True, help_text="Ngày theo giờ Việt Nam.")
    visits = models.IntegerField(
        "lượt truy cập",
        default=0,
        help_text="Phiên đăng nhập mới, hoặc lần đầu trong ngày của một phiên còn hiệu lực.",
    )
    users = models.IntegerField(
        "người dùng", default=0, help_text="Người có lượt truy cập đầu tiên trong ngày."
    )
    week_users = models.IntegerField(
        "người dùng mới trong tuần",
        default=0,
        help_text="Lượt đầu tiên của họ trong tuần (từ thứ Hai).",
    )
    month_users = models.IntegerField(
        "người dùng mới trong tháng", default=0, help_text="Lượt đầu tiên của họ trong tháng."
    )
    year_users = models.IntegerField(
        "người dùng mới trong năm", default=0, help_text="Lượt đầu tiên của họ trong năm."
    )
    new_users = models.IntegerField(
        "người dùng mới", default=0, help_text="Đăng nhập lần đầu tiên."
    )

    class Meta:
        verbose_name = "lượt truy cập trong ngày"
        verbose_name_plural = "lượt truy cập theo ngày"
        default_permissions = ()
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
