"""Sessions that citizens ended early."""

from django.db import models

from citizens.models.citizen import Citizen
from foundation.records.keys import foreign_key
from foundation.records.wording import show_moment


class EndedSession(models.Model):
    """A session whose citizen logged out.

    Living sessions are not stored: their token holds everything.
    """

    token_id = models.CharField(
        "mã phiên",
        max_length=32,
        primary_key=True,
        help_text="Mã ngẫu nhiên của phiên, không phải token.",
    )
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Công dân đã đăng xuất.",
        related_name="ended_sessions",
        on_delete=models.CASCADE,
    )
    expires_at = models.DateTimeField(
        "hết hạn lúc",
        db_index=True,
        help_text="Sau lúc này phiên đã tự hết hạn, dòng không còn cần thiết.",
    )

    class Meta:
        verbose_name = "phiên đã đăng xuất"
        verbose_name_plural = "phiên đã đăng xuất"
        ordering = ["-expires_at"]

    def __str__(self) -> str:
        return f"{self.citizen_id} – {show_moment(self.expires_at)}"
