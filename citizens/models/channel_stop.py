"""Channels of notices that stand still, and templates of Zalo's that do."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models.notice import Channel
from foundation.records.keys import foreign_key
from official_accounts.models import OfficialAccount


class ChannelStopQuerySet(models.QuerySet["ChannelStop"]):
    """Stops by whether they hold."""

    def in_force(self, now: datetime) -> "ChannelStopQuerySet":
        """Return the stops whose time is not over."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now))

    def of_channel(self, channel: str) -> "ChannelStopQuerySet":
        """Return the stop of a whole channel of the province, not those of its templates."""
        return self.filter(channel=channel, template_id="", account__isnull=True)


class ChannelStop(models.Model):
    """A channel of an account, or one template on it, that stands still.

    Until a moment, or until an operator resumes it. A channel without a row runs. The account that
    sends the paid notices, and the Mini App, are named by none: which they are, settings say.
    """

    class Cause(models.TextChoices):
        """Why the channel stopped."""

        CONFIGURATION = "configuration", "Cấu hình sai: cần người sửa"
        QUOTA = "quota", "Hết hạn mức hoặc hết tiền"
        RATE = "rate", "Chạm giới hạn mỗi phút của Zalo"
        OPERATOR = "operator", "Cán bộ dừng kênh"

    channel = models.CharField(
        "kênh", max_length=20, choices=Channel.choices, help_text="Kênh đang dừng."
    )
    template_id = models.CharField(
        "mã mẫu Zalo",
        max_length=64,
        blank=True,
        help_text="Chỉ mẫu này đang dừng trên kênh; trống: cả kênh dừng.",
    )
    account = foreign_key(
        OfficialAccount,
        "tài khoản",
        "Official Account của đơn vị có kênh đang dừng; trống: của tỉnh, hoặc Mini App.",
        null=True,
        related_name="channel_stops",
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

    objects = ChannelStopQuerySet.as_manager()

    class Meta:
        verbose_name = "kênh đang dừng"
        verbose_name_plural = "kênh đang dừng"
        ordering = ["channel", "template_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "template_id"],
                condition=Q(account__isnull=True),
                name="channel_stop_once",
                violation_error_message="Kênh này đang dừng rồi.",
            ),
            models.UniqueConstraint(
                fields=["account", "channel", "template_id"],
                condition=Q(account__isnull=False),
                name="channel_stop_once_of_account",
                violation_error_message="Kênh này của tài khoản đang dừng rồi.",
            ),
        ]

    def __str__(self) -> str:
        label = str(Channel(self.channel).label)
        return f"{label}, mẫu {self.template_id}" if self.template_id else label

    @property
    def full_name(self) -> str:
        """The channel with its account, if it is not the province's."""
        return f"{self}, {self.account}" if self.account else str(self)
