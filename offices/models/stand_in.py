"""Officers who are away, and who stands in for them. Written by `offices.handing_over` only."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.records.keys import user_key


class StandInQuerySet(models.QuerySet[Any]):
    """Absences by day."""

    def away_on(self, day: date) -> Self:
        """Return who is away on a day, each with the stand-in."""
        begun = self.filter(ended_at__isnull=True, first_day__lte=day).exclude(last_day__lt=day)
        return begun.select_related("officer", "stand_in")


class StandIn(models.Model):
    """That the work of an officer who is away is in somebody else's hands.

    `moved` names what was handed over, by page, so that it can be given back.
    """

    officer = user_key(
        "cán bộ vắng",
        "Mọi việc đang giữ được bàn giao ngay; trong thời gian vắng không ai giao thêm.",
        related_name="absences",
    )
    stand_in = user_key("người thay", "Nhận mọi việc của người vắng.")
    first_day = models.DateField(
        "từ ngày", default=timezone.localdate, help_text="Ngày đầu tiên vắng mặt."
    )
    last_day = models.DateField(
        "đến hết ngày",
        null=True,
        blank=True,
        help_text="Sau ngày này việc chưa xong được trả lại; để trống khi chuyển công tác.",
    )
    moved = models.JSONField(
        "đã bàn giao", default=dict, blank=True, editable=False, help_text="Việc theo từng loại."
    )
    by = user_key(
        "người quyết định", "Lãnh đạo bàn giao.", db_index=False, editable=False
    )  # nobody asks for what one leader decided
    at = models.DateTimeField(
        "lúc", default=timezone.now, editable=False, help_text="Lúc bàn giao."
    )
    ended_at = models.DateTimeField(
        "kết thúc lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Lúc việc được trả lại; trống khi người thay đang giữ.",
    )

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "bàn giao công việc"
        verbose_name_plural = "bàn giao công việc"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="stand_in_days_ordered",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                name="stand_in_is_another",
                condition=~Q(officer=F("stand_in")),
                violation_error_message="Người thay phải là người khác.",
            ),
        ]

    def __str__(self) -> str:
        return f"{_name(self.officer)} → {_name(self.stand_in)}"

    @property
    def in_words(self) -> str:
        """Until when the officer is away, and who has the work."""
        until = f" đến hết {self.last_day:%d/%m/%Y}" if self.last_day else ""
        return f"vắng{until}, {_name(self.stand_in)} thay"

    @property
    def number(self) -> int:
        """How much was handed over."""
        return sum(len(keys) for keys in self.moved.values())


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())
