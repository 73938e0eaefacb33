"""What an account may not do for a while, beside the channels of notices."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.keys import foreign_key
from official_accounts.models.account import OfficialAccount


class Feature(models.TextChoices):
    """What is stopped and counted by itself."""

    PROFILE = "profile", "Thông tin tài khoản"
    FOLLOWERS = "followers", "Danh sách người quan tâm"
    TEMPLATES = "templates", "Danh sách mẫu tin"
    ARTICLES = "articles", "Đăng bài viết mới"
    # Apart: a quota of new articles that is used up must not keep a withdrawn one standing.
    ARTICLE_CHANGES = "article_changes", "Sửa, gỡ, tìm bài viết"
    UPLOADS = "uploads", "Tải ảnh lên"
    BROADCASTS = "broadcasts", "Gửi bài cho người quan tâm"


class FeatureStopQuerySet(models.QuerySet["FeatureStop"]):
    """Stops by whether they hold."""

    def in_force(self, now: datetime) -> "FeatureStopQuerySet":
        """Return the stops whose time is not over."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now))


class FeatureStop(models.Model):
    """A feature of one account that stands still until a moment or until resumed.

    Channels of notices have stops of their own (`citizens.ChannelStop`), because a notice may take
    another channel.
    """

    account = foreign_key(
        OfficialAccount,
        "tài khoản",
        "Tài khoản bị dừng.",
        related_name="stops",
        on_delete=models.CASCADE,
    )
    feature = models.CharField(
        "việc", max_length=20, choices=Feature.choices, help_text="Việc đang dừng."
    )
    error_number = models.IntegerField(
        "số lỗi Zalo", null=True, blank=True, help_text="Số lỗi mà Zalo trả lời, nếu có."
    )
    since = models.DateTimeField("dừng từ", default=timezone.now, help_text="Thời điểm dừng.")
    until = models.DateTimeField(
        "dừng tới", null=True, blank=True, help_text="Trống: tới khi có người cho chạy lại."
    )

    objects = FeatureStopQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đang dừng của Official Account"
        verbose_name_plural = "việc đang dừng của Official Account"
        ordering = ["account", "feature"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "feature"],
                name="feature_stop_once",
                violation_error_message="Việc này đang dừng rồi.",
            )
        ]

    def __str__(self) -> str:
        return str(Feature(self.feature).label)
