"""What an office offers at its counter. Written by `reception.actions` and the admin only."""

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.records.keys import foreign_key
from offices.models import Field, Office

MOST_DAYS_AHEAD = 60
LIFTED = 200  # more numbers of a day than are given between two backups
SAID = "Đơn vị không tiếp dân từ {begins:%H:%M %d/%m} đến {ends:%H:%M %d/%m}: {reason}."


class Queue(models.Model):
    """A counter of an office where people take numbers; its windows follow the opening hours."""

    office = foreign_key(
        Office, "đơn vị", "Đơn vị tiếp dân.", related_name="queues", db_index=False
    )  # queue_name_unique begins with it
    name = models.CharField(
        "tên quầy", max_length=100, help_text="Người dân đọc tên này, ví dụ «Một cửa»."
    )
    field = foreign_key(
        Field, "lĩnh vực", "Chỉ nhận lĩnh vực này; trống là mọi lĩnh vực của đơn vị.", null=True
    )
    window_minutes = models.PositiveSmallIntegerField(
        "khung giờ (phút)",
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(300)],
        help_text="Mỗi khung giờ dài bao nhiêu phút, từ 10 đến 300.",
    )
    places = models.PositiveSmallIntegerField(
        "số chỗ",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="Số người hẹn được trong một khung giờ.",
    )
    online_places = models.PositiveSmallIntegerField(
        "số chỗ đặt trên ứng dụng",
        default=3,
        validators=[MaxValueValidator(200)],
        help_text="Phần còn lại dành cho cán bộ ghi hẹn.",
    )
    days_ahead = models.PositiveSmallIntegerField(
        "đặt trước (ngày)",
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS_AHEAD)],
        help_text="Người dân đặt được trước bao nhiêu ngày.",
    )
    active = models.BooleanField(
        "đang dùng",
        default=True,
        help_text="Tắt thì không đặt được lịch mới; số đã đặt giữ nguyên.",
    )
    lost_until = models.DateField(
        "có thể mất số đến ngày",
        null=True,
        blank=True,
        editable=False,
        help_text="Sau khi phục hồi, đến ngày này số mới bỏ qua những số có thể đã cấp.",
    )

    class Meta:
        verbose_name = "quầy tiếp dân"
        verbose_name_plural = "quầy tiếp dân"
        ordering = ["office", "name"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="queue_name_unique",
                violation_error_message="Đơn vị đã có quầy tên này.",
            ),
            models.CheckConstraint(
                condition=Q(online_places__lte=F("places")),
                name="queue_online_within_places",
                violation_error_message="Số chỗ đặt trên ứng dụng không được nhiều hơn số chỗ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def given_before(self, day: date) -> int:
        """Return how many numbers of a day without a row may have been given and lost."""
        return LIFTED if self.lost_until and day <= self.lost_until else 0


class Closure(models.Model):
    """A time in which a queue receives nobody. Never taken back: its people were told."""

    queue = foreign_key(
        Queue, "quầy", "Quầy không tiếp dân.", related_name="closures", db_index=False
    )  # closure_of_queue begins with it
    begins_at = models.DateTimeField("từ lúc", help_text="Từ lúc này không tiếp dân.")
    ends_at = models.DateTimeField("đến lúc", help_text="Từ lúc này lại tiếp dân.")
    reason = models.CharField("lý do", max_length=200, help_text="Người dân đọc lý do này.")

    class Meta:
        verbose_name = "đợt không tiếp dân"
        verbose_name_plural = "đợt không tiếp dân"
        ordering = ["-begins_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["queue", "ends_at"], name="closure_of_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_at__lt=F("ends_at")),
                name="closure_ordered",
                violation_error_message="Lúc kết thúc phải sau lúc bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """What citizens read of it."""
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return SAID.format(begins=begins, ends=ends, reason=self.reason)


class Slot(models.Model):
    """A window that somebody booked or closed. `issued` never falls, so no number is reused."""

    queue = foreign_key(
        Queue, "quầy", "Quầy của khung giờ.", related_name="slots", db_index=False
    )  # slot_unique begins with it
    begins_at = models.DateTimeField("bắt đầu lúc", help_text="Đầu khung giờ.")
    places = models.PositiveSmallIntegerField("số chỗ", help_text="Số chỗ khi khung giờ được lập.")
    taken = models.PositiveSmallIntegerField(
        "đã đặt", default=0, help_text="Số người đang giữ chỗ."
    )
    issued = models.PositiveIntegerField(
        "đã cấp", default=0, help_text="Số đã cấp, kể cả số đã huỷ."
    )
    closed = models.BooleanField(
        "đã đóng", default=False, help_text="Đơn vị không tiếp dân trong khung giờ này."
    )

    class Meta:
        verbose_name = "khung giờ"
        verbose_name_plural = "khung giờ"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["queue", "begins_at"],
                name="slot_unique",
                violation_error_message="Khung giờ này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")),
                name="slot_not_oversold",
                violation_error_message="Khung giờ không được quá số chỗ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.begins_at):%H:%M %d/%m/%Y}"


def nobody() -> dict[str, Any]:
    """Return what a day without numbers shows."""
    return {"called": [], "waiting": 0}


class QueueDay(models.Model):
    """A day of a queue. Whoever changes its order locks this row first."""

    queue = foreign_key(
        Queue, "quầy", "Quầy của ngày này.", related_name="days", db_index=False
    )  # queue_day_unique begins with it
    day = models.DateField("ngày", help_text="Ngày tiếp dân.")
    walk_ins = models.PositiveIntegerField(
        "số lấy tại chỗ", default=0, help_text="Số đã cấp tại chỗ trong ngày."
    )
    last_was_priority = models.BooleanField(
        "vừa mời ưu tiên", default=False, help_text="Lượt mời gần nhất là người được ưu tiên."
    )
    version = models.PositiveIntegerField(
        "lần thay đổi", default=0, help_text="Tăng mỗi lần hàng chờ thay đổi."
    )
    shown = models.JSONField(
        "màn hình", default=nobody, help_text="Số đang được mời và số người chờ, không có tên."
    )

    class Meta:
        verbose_name = "ngày tiếp dân"
        verbose_name_plural = "ngày tiếp dân"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["queue", "day"],
                name="queue_day_unique",
                violation_error_message="Ngày này của quầy đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
