"""Who is on duty when. Written by `offices.duty.actions` only; the roster is never public."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from foundation.records.keys import foreign_key
from offices.models.office import Office
from offices.models.officer import Officer


class DutyShiftQuerySet(models.QuerySet[Any]):
    """Shifts by time."""

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Return the shifts of which a part lies in this time."""
        return self.filter(begins_at__lt=ends, ends_at__gt=begins)

    def before_gaps(self, now: datetime, until: datetime) -> Self:
        """Return the last shift before each gap that begins by `until` and is not over `now`."""
        same = self.model.objects.filter(office=OuterRef("office"), function=OuterRef("function"))
        goes_on = same.filter(begins_at__lte=OuterRef("ends_at"), ends_at__gt=OuterRef("ends_at"))
        is_over = same.filter(begins_at__gt=OuterRef("ends_at"), begins_at__lte=now)
        return self.filter(~Exists(goes_on), ~Exists(is_over), ends_at__lt=until)


class DutyShift(models.Model):
    """A time during which an officer is on duty in an office."""

    class Function(models.TextChoices):
        """What the officer is there for."""

        DESK = "desk", "Trực ban"
        LEADER = "leader", "Trực lãnh đạo"
        CRIME = "crime", "Trực ban hình sự"
        TRAFFIC = "traffic", "Trực giao thông"

    office = foreign_key(
        Office, "đơn vị", "Đơn vị có ca trực.", related_name="duty_shifts", db_index=False
    )  # duty_shift_by_time begins with it
    function = models.CharField(
        "việc trực",
        max_length=10,
        choices=Function.choices,
        default=Function.DESK,
        help_text="Trực ban là nơi người dân gọi đến.",
    )
    officer = foreign_key(
        Officer,
        "cán bộ trực",
        "Cán bộ đang công tác ở chính đơn vị này. Người dân không thấy tên.",
        related_name="duty_shifts",
    )
    deputy = foreign_key(Officer, "trực phó", "Người trực cùng, nếu có.", null=True)
    begins_at = models.DateTimeField("bắt đầu", help_text="Giờ và ngày nhận ca.")
    ends_at = models.DateTimeField("kết thúc", help_text="Giờ và ngày giao ca.")

    objects = DutyShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "ca trực"
        verbose_name_plural = "ca trực"
        ordering = ["-begins_at", "-id"]
        indexes = [
            models.Index(fields=["office", "function", "begins_at"], name="duty_shift_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                name="duty_shift_times_ordered",
                condition=Q(ends_at__gt=F("begins_at")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        begins = timezone.localtime(self.begins_at)
        return f"{self.get_function_display()} {begins:%H:%M %d/%m/%Y}, {self.officer}"

    @property
    def hours(self) -> str:
        """The hours in words: «07:30–19:30», with the day of its end if that is another one."""
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        other = "" if begins.date() == ends.date() else f" {ends:%d/%m}"
        return f"{begins:%H:%M}–{ends:%H:%M}{other}"
