"""What happened to an announcement. Written by `announcements.actions` only."""

from django.db import models
from django.utils import timezone

from announcements.models.announcement import Announcement
from announcements.workflow import Move, State
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key


class AnnouncementEvent(AppendOnly):
    """One move of an announcement. What officers say to each other is screened for persons."""

    announcement = foreign_key(
        Announcement, "bản tin", "Bản tin đã thay đổi.", related_name="events"
    )
    move = models.CharField("việc", max_length=12, choices=Move, help_text="Điều đã xảy ra.")
    state = models.CharField(
        "trạng thái sau đó", max_length=12, choices=State, help_text="Trạng thái sau việc này."
    )
    version = models.PositiveIntegerField(
        "phiên bản", default=0, help_text="Người dân thấy phiên bản nào sau việc này; 0: chưa có."
    )
    words = models.CharField(
        "lời nhắn", max_length=500, blank=True, help_text="Giữa các cán bộ; không có tên ai."
    )
    officer = user_key(
        "cán bộ", "Trống khi hệ thống làm.", null=True, db_index=False
    )  # nobody asks for what one officer did
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "diễn biến của bản tin"
        verbose_name_plural = "diễn biến của bản tin"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Move(self.move).label)
