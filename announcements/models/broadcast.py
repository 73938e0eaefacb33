"""An article sent to all followers of its account. Written by `announcements.articles` only."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from announcements.models.article import Article
from foundation.records.keys import foreign_key, user_key


class BroadcastState(models.TextChoices):
    """Where a broadcast stands. From «sending» on it is never called for again."""

    ASKED = "asked", "Chờ người thứ hai xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận, chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã giao cho Zalo"
    UNKNOWN = "unknown", "Không rõ, không gửi lại"
    REFUSED = "refused", "Zalo không nhận"
    CANCELLED = "cancelled", "Đã huỷ"


# One of these, and nobody asks for another of the same article.
HOLDING = ("asked", "confirmed", "sending", "sent", "unknown")


class Broadcast(models.Model):
    """One person asks, another confirms; then it goes out once, or nobody knows and it does not.

    A broadcast cannot be recalled.
    """

    article = foreign_key(
        Article, "bài", "Bài được gửi cho mọi người quan tâm tài khoản.", related_name="broadcasts"
    )
    version = models.PositiveIntegerField(
        "phiên bản", help_text="Phiên bản của bản tin mà người yêu cầu đã đọc."
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=BroadcastState,
        default=BroadcastState.ASKED,
        help_text="Đang ở bước nào.",
    )
    asked_by = user_key(
        "người yêu cầu", "Ai yêu cầu gửi.", db_index=False
    )  # nobody asks for what one officer wanted
    asked_at = models.DateTimeField("yêu cầu lúc", default=timezone.now, help_text="Thời điểm.")
    confirmed_by = user_key(
        "người xác nhận", "Ai xác nhận; khác người yêu cầu.", null=True, db_index=False
    )  # nobody asks for what one officer confirmed
    confirmed_at = models.DateTimeField(
        "xác nhận lúc", null=True, blank=True, help_text="Thời điểm."
    )
    next_try_at = models.DateTimeField(
        "gửi từ", default=timezone.now, help_text="Zalo chỉ nhận từ 6 giờ đến 22 giờ."
    )
    claimed_by = models.CharField(
        "đang giữ", max_length=80, blank=True, help_text="Tiến trình đang gửi."
    )
    lease_until = models.DateTimeField(
        "giữ tới", null=True, blank=True, help_text="Sau lúc này thì không rõ đã gửi chưa."
    )
    message_id = models.CharField(
        "mã lượt gửi", max_length=100, blank=True, help_text="Zalo cho biết khi nhận."
    )
    error_number = models.IntegerField(
        "số lỗi Zalo", null=True, blank=True, help_text="Số lỗi mà Zalo trả lời, nếu có."
    )
    ended_at = models.DateTimeField(
        "kết thúc lúc", null=True, blank=True, help_text="Lúc gửi xong, bị từ chối hoặc huỷ."
    )

    class Meta:
        verbose_name = "lượt gửi bài"
        verbose_name_plural = "lượt gửi bài"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=HOLDING),
                name="broadcast_once",
                violation_error_message="Bài này đã được gửi, hoặc đang chờ gửi.",
            ),
            models.CheckConstraint(
                name="broadcast_two_persons",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                violation_error_message="Người xác nhận phải khác người yêu cầu.",
            ),
            models.CheckConstraint(
                name="broadcast_confirmed_before_sent",
                condition=Q(state__in=["asked", "cancelled"]) | Q(confirmed_by__isnull=False),
                violation_error_message="Chỉ gửi khi đã có người thứ hai xác nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt gửi {self.pk}"
