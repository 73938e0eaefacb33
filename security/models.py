"""Incidents of the system and what became of them."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone

from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key
from security.owed import Facts, due_times
from security.workflow import Move, Status


class IncidentQuerySet(models.QuerySet["SecurityIncident"]):
    """Incidents, by what is due."""

    def open(self) -> "IncidentQuerySet":
        """Return those that are not ended."""
        return self.filter(status=Status.OPEN)

    def late(self, now: datetime) -> "IncidentQuerySet":
        """Return those of which a notice should have been given before `now`."""
        return self.open().filter(due_at__lt=now)

    def by_due_time(self) -> "IncidentQuerySet":
        """Return open ones first, and of these the first due first."""
        return self.order_by("-status", F("due_at").asc(nulls_last=True), "-noticed_at", "-pk")


class SecurityIncident(models.Model):
    """An incident of the system. It names no citizens: how many, and which data."""

    title = models.CharField(
        "sự cố", max_length=200, help_text="Một câu, không nêu tên hay dữ liệu của công dân."
    )
    noticed_at = models.DateTimeField(
        "phát hiện lúc", default=timezone.now, help_text="Các thời hạn báo cáo tính từ lúc này."
    )
    noticed_by = models.CharField(
        "người phát hiện", max_length=100, help_text="Họ tên, đơn vị; hoặc hệ thống cảnh báo nào."
    )
    happened_at = models.DateTimeField(
        "xảy ra từ", null=True, blank=True, help_text="Để trống khi chưa rõ."
    )
    what = models.TextField(
        "diễn biến", max_length=4000, help_text="Hệ thống, dịch vụ nào; biểu hiện; ảnh hưởng."
    )
    measures = models.TextField(
        "đã làm gì", max_length=4000, blank=True, help_text="Ngăn chặn, khắc phục, người phụ trách."
    )
    is_serious = models.BooleanField(
        "nghiêm trọng",
        default=False,
        help_text="Báo cáo ban đầu trong 24 giờ, báo cáo đầy đủ trong 72 giờ.",
    )
    at_once = models.BooleanField(
        "phải báo ngay",
        default=False,
        help_text="Ảnh hưởng an ninh quốc gia, trật tự xã hội, hoặc gián đoạn nghiêm trọng.",
    )
    personal_data = models.BooleanField(
        "vi phạm dữ liệu cá nhân",
        default=False,
        help_text="Dữ liệu của người dân bị lộ, mất hoặc bị sửa: thông báo trong 72 giờ.",
    )
    zalo_data = models.BooleanField(
        "có dữ liệu nhận từ Zalo", default=False, help_text="Tên, ảnh, số điện thoại do Zalo cấp."
    )
    persons = models.PositiveIntegerField(
        "số người bị ảnh hưởng", null=True, blank=True, help_text="Ước tính; để trống khi chưa rõ."
    )
    contact = models.CharField(
        "người liên hệ", max_length=150, help_text="Họ tên, chức vụ, điện thoại; ghi vào báo cáo."
    )
    status = models.CharField(
        "tình trạng",
        max_length=10,
        choices=Status.choices,
        default=Status.OPEN,
        help_text="Kết thúc khi không còn báo cáo nào phải gửi.",
    )
    due_at = models.DateTimeField(
        "hạn gần nhất", null=True, blank=True, help_text="Báo cáo tiếp theo phải gửi trước lúc này."
    )
    last_notice_at = models.DateTimeField(
        "báo cáo gần nhất lúc", null=True, blank=True, help_text="Khi báo cáo gần nhất được gửi."
    )
    closed_at = models.DateTimeField(
        "kết thúc lúc", null=True, blank=True, help_text="Khi xử lý xong và báo cáo đủ."
    )
    events_count = models.PositiveIntegerField(
        "số thay đổi", default=0, help_text="Tăng mỗi lần có thay đổi."
    )

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "sự cố"
        verbose_name_plural = "sự cố"
        ordering = ["-noticed_at", "-pk"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse times that cannot be."""
        if self.noticed_at and self.noticed_at > timezone.now():
            raise ValidationError({"noticed_at": "Chưa tới thời điểm này."})
        if self.happened_at and self.noticed_at and self.happened_at > self.noticed_at:
            raise ValidationError({"happened_at": "Sự cố xảy ra trước khi được phát hiện."})

    @property
    def due_times(self) -> dict[Move, datetime]:
        """Each notice that this incident owes or owed, with the moment it is due."""
        facts = Facts(
            self.noticed_at,
            self.is_serious,
            self.at_once,
            self.personal_data,
            self.zalo_data,
            settings.ZALO_BREACH_HOURS,
        )
        return due_times(facts)

    def owed(self) -> dict[Move, datetime]:
        """Return the notices that were not given yet, with the moment each is due."""
        given = set(self.events.values_list("move", flat=True)) if self.pk else set()
        return {move: due for move, due in self.due_times.items() if move not in given}


class SecurityIncidentEvent(AppendOnly):
    """What was done about an incident: which notice was given to whom, and when."""

    incident = foreign_key(SecurityIncident, "sự cố", "Của sự cố nào.", related_name="events")
    move = models.CharField("việc", max_length=20, choices=Move.choices, help_text="Việc đã làm.")
    officer = user_key(
        "cán bộ", "Cán bộ đã ghi; trống khi do hệ thống ghi.", null=True, db_index=False
    )
    done_at = models.DateTimeField(
        "đã gửi lúc", help_text="Khi báo cáo được gửi đi; với việc khác là lúc ghi."
    )
    words = models.CharField(
        "ghi chú", max_length=500, blank=True, help_text="Gửi ai, số văn bản, người nhận."
    )
    at = models.DateTimeField("ghi lúc", default=timezone.now, help_text="Thời điểm ghi.")

    class Meta:
        verbose_name = "diễn biến của sự cố"
        verbose_name_plural = "diễn biến của sự cố"
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_move_display()} – {timezone.localtime(self.done_at):%H:%M %d/%m/%Y}"
