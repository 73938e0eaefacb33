"""How an office dealt with announcements on one day."""

from typing import ClassVar

from django.db import models

from offices.models import OfficeDay


class AnnouncementDay(OfficeDay):
    """Counts of one office and day. Written by `announcements.actions.daily_counts`."""

    KEYS: ClassVar[tuple[str, ...]] = ("office_id", "day")

    published = models.IntegerField("đăng", default=0, help_text="Bản tin đăng lần đầu trong ngày.")
    corrected = models.IntegerField("đính chính", default=0, help_text="Lần đính chính.")
    withdrawn = models.IntegerField("gỡ", default=0, help_text="Bản tin bị gỡ hoặc thu hồi.")
    challenged = models.IntegerField("ý kiến", default=0, help_text="Ý kiến cho rằng bản tin sai.")
    answered = models.IntegerField("đã trả lời", default=0, help_text="Ý kiến được trả lời.")
    in_time = models.IntegerField("đúng hạn", default=0, help_text="Trong số đã trả lời.")

    class Meta:
        verbose_name = "bản tin trong ngày"
        verbose_name_plural = "bản tin theo ngày"
        default_permissions = ()
        ordering = ["-day", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day"],
                name="announcementday_once",
                violation_error_message="Đơn vị đã có số liệu của ngày này.",
            )
        ]
