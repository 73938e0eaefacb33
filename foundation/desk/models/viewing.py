"""Who looks at which row."""

from django.conf import settings
from django.db import models


class Viewing(models.Model):
    """The row that an officer has on the screen: one for each officer, short-lived."""

    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        primary_key=True,
        related_name="+",
        help_text="Ai đang xem.",
    )
    page = models.CharField("trang", max_length=60, help_text="Loại dòng.")
    key = models.CharField("mã dòng", max_length=40, help_text="Mã nội bộ của dòng.")
    at = models.DateTimeField("lúc", help_text="Lần gần nhất trang còn mở; cũ hơn ít phút thì xoá.")

    class Meta:
        verbose_name = "đang xem"
        verbose_name_plural = "đang xem"
        indexes = [models.Index(fields=["page", "key"], name="viewing_row")]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Đang xem {self.page}"
