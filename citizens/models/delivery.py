"""The outbox: messages on their way to citizens outside the app."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models.notice import Channel, Notice
from foundation.records.keys import foreign_key
from foundation.records.lease_ends import is_over

LEASE = timedelta(seconds=120)


def new_tracking_id() -> str:
    """Return a new id of a message, at most 48 characters. Zalo repeats it in its receipts."""
    return uuid.uuid4().hex


class State(models.TextChoices):
    """Where a delivery stands.

    Once a delivery has ended, only `sent` may still become `delivered`.
    """

    WAITING = "waiting", "Đang chờ"
    CLAIMED = "claimed", "Đang gửi"
    SENT = "sent", "Đã gửi"
    DELIVERED = "delivered", "Đã nhận"
    FAILED = "failed", "Không gửi được"
    GIVEN_UP = "given_up", "Đã thôi gửi"
    SKIPPED = "skipped", "Không gửi"


OPEN = (State.WAITING, State.CLAIMED)
UNSUCCESSFUL = (State.FAILED, State.GIVEN_UP)
FROZEN = (State.DELIVERED, State.FAILED, State.GIVEN_UP, State.SKIPPED)


class Why(models.TextChoices):
    """Why a delivery waits, or ended without success."""

    NIGHT = "night", "Chờ hết đêm (22 giờ – 6 giờ)"
    STOPPED = "stopped", "Chờ kênh hoạt động lại"
    QUOTA = "quota", "Chờ hạn mức của Zalo"
    TOKEN = "token", "Chờ mã truy cập của Official Account"
    FAULT = "fault", "Zalo trục trặc, sẽ thử lại"
    LAPSED = "lapsed", "Tiến trình gửi dừng giữa chừng, sẽ thử lại"
    NO_CONSENT = "no_consent", "Công dân không đồng ý nhận qua Zalo"
    MUTED = "muted", "Công dân tắt loại thông báo này"
    ERASED = "erased", "Công dân đã xoá dữ liệu"
    NO_CHANNEL = "no_channel", "Không có kênh nào tới được công dân"
    PERSON = "person", "Zalo không gửi được tới người này"
    WINDOW = "window", "Đã quá thời hạn nhắn lại cho người này"
    UNSUITABLE = "unsuitable", "Tin không đúng dạng mà kênh nhận"
    UNKNOWN = "unknown", "Zalo trả lời số lỗi lạ"
    EXHAUSTED = "exhausted", "Đã thử đủ số lần hoặc quá lâu"
    UNREADABLE = "unreadable", "Không đọc được dữ liệu để gửi, sẽ thử lại"
    RESTORED = "restored", "Chờ từ trước khi khôi phục bản sao lưu: có thể đã gửi"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by what has to be done with them."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Return those to be sent now, the longest due first."""
        return self.filter(state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")

    def lapsed(self, now: datetime) -> "DeliveryQuerySet":
        """Return those whose worker let its lease run out."""
        return self.filter(is_over("lease_until", now, LEASE), state=State.CLAIMED)

    def unsuccessful(self) -> "DeliveryQuerySet":
        """Return those that could not be sent, newest first."""
        return self.filter(state__in=UNSUCCESSFUL).order_by("-pk")


class Delivery(models.Model):
    """One message outside the app.

    Its channel is chosen when it is sent. After a channel fails for good, a new row tries the next.
    The database makes sure that at most one delivery of a notice is open or successful, and that
    a delivery that ended never changes.
    """

    notice = foreign_key(
        Notice,
        "thông báo",
        "Thông báo được gửi ra ngoài ứng dụng.",
        related_name="deliveries",
        on_delete=models.CASCADE,
    )
    channel = models.CharField(
        "kênh",
        max_length=20,
        choices=Channel.choices,
        blank=True,
        help_text="Kênh đã chọn khi gửi; trống khi chưa thử kênh nào.",
    )
    state = models.CharField(
        "tình trạng",
        max_length=12,
        choices=State.choices,
        default=State.WAITING,
        help_text="Tin đang ở bước nào.",
    )
    why = models.CharField(
        "lý do",
        max_length=12,
        choices=Why.choices,
        blank=True,
        help_text="Vì sao còn chờ hoặc không gửi được.",
    )
    tried = models.CharField(
        "kênh đã hỏng",
        max_length=60,
        blank=True,
        editable=False,
        help_text="Các kênh trước đó không tới được người này.",
    )
    attempts = models.PositiveSmallIntegerField(
        "số lần thử", default=0, help_text="Đã gọi Zalo bao nhiêu lần."
    )
    uncertain = models.BooleanField(
        "có thể đã gửi",
        default=False,
        help_text="Có lần gọi Zalo không có câu trả lời: công dân có thể nhận hai lần.",
    )
    tracking_id = models.CharField(
        "mã theo dõi",
        max_length=48,
        unique=True,
        default=new_tracking_id,
        editable=False,
        help_text="Mã của ta, Zalo nhắc lại khi báo đã nhận.",
    )
    message_id = models.CharField(
        "mã tin của Zalo", max_length=64, blank=True, help_text="Zalo cấp khi nhận tin."
    )
    error_number = models.IntegerField(
        "số lỗi Zalo", null=True, blank=True, help_text="Số lỗi gần nhất mà Zalo trả lời."
    )
    error_kind = models.CharField(
        "loại lỗi", max_length=60, blank=True, help_text="Loại lỗi gần nhất, không có nội dung."
    )
    created_at = models.DateTimeField(
        "tạo lúc", default=timezone.now, help_text="Thời điểm xếp hàng; tuổi của tin tính từ đây."
    )
    next_try_at = models.DateTimeField(
        "gửi từ lúc", default=timezone.now, help_text="Không gửi trước lúc này."
    )
    lease_until = models.DateTimeField(
        "giữ tới", null=True, blank=True, help_text="Tiến trình gửi giữ tin này tới lúc này."
    )
    claimed_by = models.CharField(
        "tiến trình", max_length=80, blank=True, help_text="Tiến trình đang giữ tin này."
    )
    finished_at = models.DateTimeField(
        "kết thúc lúc", null=True, blank=True, help_text="Trống khi còn phải gửi."
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt gửi"
        verbose_name_plural = "thông báo đã gửi"
        ordering = ["-pk"]
        permissions = [("resend_delivery", "Gửi lại thông báo không gửi được")]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state="waiting"), name="delivery_due"
            ),
            models.Index(
                fields=["lease_until"], condition=Q(state="claimed"), name="delivery_leased"
            ),
            models.Index(
                fields=["-id"],
                condition=Q(state__in=("failed", "given_up")),
                name="delivery_unsuccessful",
            ),
            models.Index(
                fields=["finished_at"], condition=Q(why="unknown"), name="delivery_set_aside"
            ),
            models.Index(
                fields=["message_id"], condition=~Q(message_id=""), name="delivery_message"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"],
                condition=Q(state__in=("waiting", "claimed", "sent", "delivered")),
                name="delivery_one_message",
                violation_error_message="Thông báo này đang được gửi hoặc đã gửi xong.",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", lease_until__isnull=False) & ~Q(claimed_by="")
                | ~Q(state="claimed") & Q(lease_until__isnull=True, claimed_by=""),
                name="delivery_claim_complete",
                violation_error_message="Chỉ lượt đang gửi mới có tiến trình giữ và thời hạn giữ.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "claimed"), finished_at__isnull=True)
                | ~Q(state__in=("waiting", "claimed")) & Q(finished_at__isnull=False),
                name="delivery_end_dated",
                violation_error_message="Lượt gửi đã kết thúc phải có thời điểm kết thúc.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "delivered", "failed")) | ~Q(channel=""),
                name="delivery_channel_named",
                violation_error_message="Lượt đã gửi phải nêu kênh.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt gửi {self.pk}"
