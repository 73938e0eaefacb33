"""Channels of notices that stand still."""

from django.db import models
from django.utils import timezone

from citizens.models.notice import Channel


class ChannelStop(models.Model):
    """A channel that stands still, until a moment or until an operator resumes it.

    A channel without a row runs.
    """

    class Cause(models.TextChoices):
        """Why the channel stopped."""

        CONFIGURATION = "configuration", "Cấu hình sai: cần người sửa"
        QUOTA = "quota", "Hết hạn mức hoặc hết tiền"
        OPERATOR = "operator", "Cán bộ dừng kênh"

    channel = models.CharField(
        "kênh", max_length=20, choices=Channel.choices, unique=True, help_text="Kênh đang dừng."
    )
    cause = models.CharField(
        "lý do", max_length=20, choices=Cause.choices, help_text="Vì sao dừng."
    )
    error_number = models.IntegerField(
        "số lỗi Zalo", null=True, blank=True, help_text="Số lỗi mà Zalo trả lời, nếu có."
    )
    since = models.DateTimeField("dừng từ", default=timezone.now, help_text="Thời điểm dừng.")
    until = models.DateTimeField(
        "dừng tới", null=True, blank=True, help_text="Trống: tới khi có người cho chạy lại."
    )

    class Meta:
        verbose_name = "kênh đang dừng"
        verbose_name_plural = "kênh đang dừng"
        ordering = ["channel"]

    def __str__(self) -> str:
        return str(Channel(self.channel).label)
