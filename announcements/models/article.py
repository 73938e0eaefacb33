"""An announcement on one Official Account. Written by `announcements.articles` only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from announcements.articles.querysets import ArticleQuerySet
from announcements.models.announcement import Announcement
from foundation.records.keys import foreign_key
from official_accounts.models import OfficialAccount


class Wanted(models.TextChoices):
    """What has to be on the account."""

    SHOWN = "shown", "Hiện"
    HIDDEN = "hidden", "Ẩn"
    GONE = "gone", "Gỡ"


class There(models.TextChoices):
    """What is on the account, as far as we know."""

    NOTHING = "nothing", "Chưa có"
    CREATING = "creating", "Đang tạo"
    HIDDEN = "hidden", "Đang ẩn"
    SHOWN = "shown", "Đang hiện"
    GONE = "gone", "Đã gỡ"


class ArticleWhy(models.TextChoices):
    """Why an article is not yet as it has to be."""

    PROCESSING = "processing", "Zalo đang xử lý bài"
    LOST = "lost", "Mất câu trả lời của Zalo, đang tìm lại bài"
    FAULT = "fault", "Zalo đang trục trặc, tự thử lại"
    STOPPED = "stopped", "Việc này của tài khoản đang dừng"
    TOKEN = "token", "Tài khoản không còn mã truy cập dùng được"  # a word
    ADDRESS = "address", "Máy chủ chưa có địa chỉ công khai"
    REFUSED = "refused", "Zalo không nhận bài"


class Article(models.Model):
    """One row for each announcement and account: what is wanted there and what is there.

    `revision` moves with whatever is wanted; the row is settled once `settled` has reached it.
    """

    announcement = foreign_key(
        Announcement,
        "bản tin",
        "Bản tin được đăng thành bài.",
        related_name="articles",
        db_index=False,
    )  # article_once begins with it
    account = foreign_key(
        OfficialAccount, "tài khoản", "Tài khoản mang bài.", related_name="articles"
    )
    wanted = models.CharField(
        "cần", max_length=6, choices=Wanted, default=Wanted.SHOWN, help_text="Bài phải thế nào."
    )
    version = models.PositiveIntegerField("phiên bản cần", help_text="Phiên bản của bản tin.")
    revision = models.PositiveIntegerField(
        "lần yêu cầu", default=1, help_text="Tăng mỗi khi điều cần thay đổi."
    )
    settled = models.PositiveIntegerField(
        "lần đã xong", default=0, help_text="Bằng «lần yêu cầu» khi bài đã đúng như cần."
    )
    there = models.CharField(
        "ở Zalo",
        max_length=8,
        choices=There,
        default=There.NOTHING,
        help_text="Bài đang thế nào ở Zalo, theo điều đã biết.",
    )
    version_there = models.PositiveIntegerField(
        "phiên bản ở Zalo", default=0, help_text="Phiên bản đã trao cho Zalo; 0: không rõ."
    )
    code = models.CharField(
        "mã theo dõi",
        max_length=32,
        unique=True,
        editable=False,
        help_text="Đứng cuối đường dẫn theo dõi của bài; theo nó mà tìm lại bài.",
    )
    ticket = models.CharField(
        "phiếu xử lý",
        max_length=1000,
        blank=True,
        editable=False,
        help_text="Zalo đưa khi nhận bài, đổi lấy mã bài sau khi xử lý xong.",
    )
    zalo_id = models.CharField(
        "mã bài", max_length=100, blank=True, editable=False, help_text="Mã của bài ở Zalo."
    )
    zalo_link = models.CharField(
        "đường dẫn bài", max_length=1000, blank=True, editable=False, help_text="Zalo cho biết."
    )
    called_at = models.DateTimeField(
        "gọi tạo bài lúc", null=True, blank=True, help_text="Lần gần nhất gọi Zalo tạo bài."
    )
    look_again_at = models.DateTimeField(
        "tìm bài trùng lúc",
        null=True,
        blank=True,
        help_text="Sau khi mất một câu trả lời: bài trùng, luôn ẩn, được tìm và gỡ.",
    )
    attempts = models.PositiveIntegerField(
        "số lần hỏng", default=0, help_text="Liên tiếp, từ lần thành công gần nhất."
    )
    next_try_at = models.DateTimeField(
        "thử lúc", default=timezone.now, help_text="Không thử trước lúc này."
    )
    why = models.CharField(
        "vì sao chưa xong", max_length=10, choices=ArticleWhy, blank=True, help_text="Lần gần nhất."
    )
    error_number = models.IntegerField(
        "số lỗi Zalo", null=True, blank=True, help_text="Số lỗi mà Zalo trả lời, nếu có."
    )
    is_stuck = models.BooleanField(
        "chờ người xử lý", default=False, help_text="Không tự thử nữa tới khi có người bấm thử lại."
    )
    claimed_by = models.CharField(
        "đang giữ", max_length=80, blank=True, help_text="Tiến trình đang làm."
    )
    lease_until = models.DateTimeField(
        "giữ tới", null=True, blank=True, help_text="Sau lúc này tiến trình khác được làm."
    )
    shown_at = models.DateTimeField(
        "hiện lúc", null=True, blank=True, help_text="Lần đầu bài hiện trên tài khoản."
    )
    views = models.PositiveIntegerField("lượt xem", default=0, help_text="Tổng, theo Zalo.")
    shares = models.PositiveIntegerField("lượt chia sẻ", default=0, help_text="Tổng, theo Zalo.")
    counted_at = models.DateTimeField(
        "đọc số liệu lúc", null=True, blank=True, help_text="Lần gần nhất hỏi Zalo."
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "bài trên Official Account"
        verbose_name_plural = "bài trên Official Account"
        default_permissions = ("view",)
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(settled__lt=models.F("revision")),
                name="article_unsettled",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "account"],
                name="article_once",
                violation_error_message="Bản tin này đã có bài trên tài khoản này.",
            ),
            models.CheckConstraint(
                name="article_known_by_id",
                condition=~Q(there__in=["hidden", "shown"]) | ~Q(zalo_id=""),
                violation_error_message="Bài đã có ở Zalo thì có mã bài.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bài {self.pk}"
