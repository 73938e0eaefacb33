"""Events that Zalo sent, and whether they were processed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models.citizen import Citizen
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from official_accounts.models import OfficialAccount

MANY_REPEATS = 3  # of five: twenty minutes, and Zalo switches the webhook off in an hour and a half


class WebhookEvent(models.Model):
    """One event, kept so that none is lost and none is processed twice.

    Its content is kept encrypted until it is processed. Afterwards only the fact that it came is
    kept: the constraint `webhook_event_forgotten_when_done` demands it.
    """

    class Source(models.TextChoices):
        """What sent the event."""

        MINIAPP = "miniapp", "Mini App"
        OA = "oa", "Official Account"

    source = models.CharField(
        "nguồn", max_length=10, choices=Source.choices, help_text="Bên gửi sự kiện."
    )
    kind = models.CharField(
        "loại",
        max_length=64,
        blank=True,
        help_text="Tên sự kiện theo Zalo; trống khi Zalo không gửi tên hợp lệ.",
    )
    identity = models.CharField(
        "dấu sự kiện",
        max_length=64,
        unique=True,
        editable=False,
        help_text="Nhận ra sự kiện được gửi lại; không cho biết nội dung.",
    )
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Công dân mà sự kiện nói tới, nếu đã đăng nhập ở đây.",
        related_name="webhook_events",
        on_delete=models.CASCADE,
        null=True,
    )
    person_hash = models.CharField(
        "dấu người gửi",
        max_length=64,
        blank=True,
        db_index=True,
        editable=False,
        help_text="Để xoá nội dung chưa xử lý của một người.",
    )
    content = EncryptedTextField(
        "nội dung",
        blank=True,
        editable=False,
        help_text="Được mã hoá, và bị xoá ngay khi xử lý xong.",
    )
    account = foreign_key(
        OfficialAccount,
        "Official Account",
        "Tài khoản mà sự kiện nói tới; trống với Mini App và tài khoản lạ.",
        null=True,
    )
    unknown_account = models.CharField(
        "tài khoản lạ",
        max_length=64,
        blank=True,
        help_text="Mã của một Official Account chưa kết nối: sự kiện để riêng tới khi kết nối.",
    )
    sent_at = models.DateTimeField("gửi lúc", help_text="Thời điểm theo Zalo.")
    received_at = models.DateTimeField(
        "nhận lúc", default=timezone.now, db_index=True, help_text="Lần nhận đầu tiên."
    )
    repeats = models.PositiveSmallIntegerField(
        "Zalo gửi lại",
        default=0,
        help_text="Zalo đã phải gửi lại bao nhiêu lần; sau lần thứ năm Zalo tắt webhook.",
    )
    processed_at = models.DateTimeField(
        "xử lý lúc", null=True, blank=True, help_text="Trống khi còn phải xử lý."
    )
    attempts = models.PositiveSmallIntegerField(
        "số lần lỗi", default=0, help_text="Bao nhiêu lần xử lý không thành."
    )
    failure = models.CharField(
        "lỗi gần nhất", max_length=100, blank=True, help_text="Loại lỗi, không có nội dung."
    )

    class Meta:
        verbose_name = "sự kiện từ Zalo"
        verbose_name_plural = "sự kiện từ Zalo"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(processed_at__isnull=True), name="webhook_event_waiting"
            ),
            models.Index(
                fields=["unknown_account", "received_at"],
                condition=~Q(unknown_account=""),
                name="webhook_event_set_aside",
            ),
            models.Index(
                fields=["received_at"],
                condition=Q(repeats__gte=MANY_REPEATS),
                name="webhook_event_repeated",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(processed_at__isnull=True) | Q(content="", person_hash=""),
                name="webhook_event_forgotten_when_done",
                violation_error_message="Sự kiện đã xử lý thì không còn nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.Source(self.source).label}: {self.kind or 'không rõ'}"
