"""An announcement as its editors have it now. Written by `announcements.actions` only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from announcements.models.choices import Audience, Severity, Verdict
from announcements.models.picture import Picture
from announcements.querysets import AnnouncementQuerySet
from announcements.workflow import OF_PERSONS, Kind, State
from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key, user_key
from offices.models import Office

MAX_TITLE = 150  # characters, as in an article of Zalo
MAX_SUMMARY = 300
MAX_BODY = 20_000


class Announcement(models.Model):
    """The draft, and where it stands. Citizens see the newest `AnnouncementVersion` instead.

    Once it is published, the words here are the next correction. Retention empties them
    (`announcement_erased_is_empty`).
    """

    slug = models.SlugField(
        "địa chỉ",
        max_length=80,
        unique=True,
        editable=False,
        help_text="Phần cuối của đường dẫn, không đổi. Của truy nã, tìm người không có tên ai.",
    )
    kind = models.CharField(
        "loại", max_length=16, choices=Kind, help_text="Quyết định điều cần ghi và ai được duyệt."
    )
    state = models.CharField(
        "trạng thái",
        max_length=12,
        choices=State,
        default=State.DRAFT,
        editable=False,
        help_text="Bản tin đang ở bước nào.",
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị chịu trách nhiệm; cán bộ của đơn vị thấy bản nháp.",
        related_name="announcements",
        db_index=False,
    )  # announcement_office_newest begins with it
    areas = models.ManyToManyField(
        Office,
        verbose_name="địa bàn",
        blank=True,
        related_name="+",
        help_text="Công an các xã, phường nơi bản tin có ý nghĩa; để trống nếu là toàn tỉnh.",
    )
    audience = models.CharField(
        "dành cho",
        max_length=12,
        choices=Audience,
        default=Audience.EVERYBODY,
        help_text="Người cần đọc trước hết.",
    )
    severity = models.CharField(
        "mức độ",
        max_length=10,
        choices=Severity,
        default=Severity.MINOR,
        help_text="Từ «Cần lưu ý» trở lên thì hiện nổi bật.",
    )
    title = models.CharField(
        "tiêu đề",
        max_length=MAX_TITLE,
        blank=True,
        help_text="Nói ngay điều chính, tối đa 150 ký tự.",
    )
    summary = models.CharField(
        "tóm tắt",
        max_length=MAX_SUMMARY,
        blank=True,
        help_text="Một, hai câu hiện trong danh sách và khi chia sẻ, tối đa 300 ký tự.",
    )
    body = models.TextField(
        "nội dung",
        max_length=MAX_BODY,
        blank=True,
        help_text="Đoạn văn, ## đề mục, danh sách, **đậm**, *nghiêng*, [chữ](đường dẫn).",
    )
    picture = foreign_key(
        Picture,
        "ảnh",
        "Ảnh hiện cùng bản tin.",
        null=True,
        editable=False,
        related_name="announcements",
    )
    picture_alternative = models.CharField(
        "lời tả ảnh",
        max_length=300,
        blank=True,
        help_text="Ảnh cho thấy gì, cho người không nhìn được ảnh.",
    )
    legal_document = models.CharField(
        "văn bản", max_length=300, blank=True, help_text="Văn bản mà bản tin dựa vào, số và ngày."
    )
    decision_number = models.CharField(
        "số quyết định", max_length=60, blank=True, help_text="Bắt buộc với truy nã, tìm người."
    )
    about_minor = models.BooleanField(
        "người dưới 18 tuổi", default=False, help_text="Người cần tìm chưa đủ 18 tuổi."
    )
    guardian_consent = models.CharField(
        "đồng ý của người giám hộ",
        max_length=200,
        blank=True,
        help_text="Văn bản đồng ý, số và ngày; không ghi tên. Bắt buộc khi tìm người dưới 18 tuổi.",
    )
    claim = models.TextField(
        "điều được lan truyền", max_length=600, blank=True, help_text="Khi kiểm chứng thông tin."
    )
    where_seen = LinesField("thấy ở đâu", help_text="Mỗi dòng một nơi, ví dụ «Facebook».")
    verdict = models.CharField(
        "kết luận", max_length=12, choices=Verdict, blank=True, help_text="Khi kiểm chứng."
    )
    sources = LinesField("nguồn", help_text="Mỗi dòng một nguồn chính thức, có thể là đường dẫn.")
    scam_marks = LinesField(
        "đường dẫn, số của kẻ lừa đảo",
        help_text="Mỗi dòng một đường dẫn, số điện thoại hoặc tài khoản; hiện sao cho không ai bấm "
        "vào được.",
    )
    service = models.CharField("dịch vụ", max_length=200, blank=True, help_text="Dịch vụ tạm dừng.")
    place = models.CharField(
        "địa điểm", max_length=300, blank=True, help_text="Tuyến đường, nơi xảy ra."
    )
    begins_at = models.DateTimeField(
        "bắt đầu", null=True, blank=True, help_text="Khi dịch vụ dừng, đường cấm, sự việc bắt đầu."
    )
    ends_at = models.DateTimeField(
        "kết thúc", null=True, blank=True, help_text="Khi dịch vụ trở lại, đường thông."
    )
    publish_at = models.DateTimeField(
        "đăng lúc", null=True, blank=True, help_text="Để trống: đăng ngay khi được duyệt."
    )
    expires_at = models.DateTimeField(
        "hết hạn lúc",
        null=True,
        blank=True,
        help_text="Sau đó bản tin rời danh sách, đường dẫn vẫn mở được.",
    )
    pinned_until = models.DateTimeField(
        "ghim đến",
        null=True,
        blank=True,
        editable=False,
        help_text="Đứng đầu danh sách đến lúc này; cùng lúc tối đa ba bản tin.",
    )
    reconfirm_by = models.DateField(
        "xác nhận lại trước",
        null=True,
        blank=True,
        editable=False,
        help_text="Truy nã được xác nhận còn hiệu lực 90 ngày một lần.",
    )
    correction_note = models.CharField(
        "điều đã đính chính",
        max_length=300,
        blank=True,
        help_text="Người dân đọc được: điều gì trước đây sai, nay thế nào.",
    )
    withdrawal_reason = models.CharField(
        "lý do gỡ",
        max_length=300,
        blank=True,
        editable=False,
        help_text="Người dân đọc được ở địa chỉ cũ; trống khi thu hồi.",
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="người viết",
        blank=True,
        editable=False,
        related_name="+",
        help_text="Ai đã viết bản này; không ai trong số họ được duyệt.",
    )
    submitted_by = user_key(
        "người gửi duyệt", "Ai gửi bản này đi duyệt.", null=True, editable=False, db_index=False
    )  # nobody asks for what one officer submitted
    approved_by = user_key(
        "người duyệt", "Ai duyệt bản này.", null=True, editable=False, db_index=False
    )  # nobody asks for what one officer approved
    published_at = models.DateTimeField(
        "đã đăng lúc", null=True, blank=True, editable=False, help_text="Lần đăng đầu tiên."
    )
    ended_at = models.DateTimeField(
        "kết thúc lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Lúc hết hạn, gỡ, thu hồi hoặc bỏ.",
    )
    changed_at = models.DateTimeField(
        "thay đổi lúc", default=timezone.now, editable=False, help_text="Lần thay đổi gần nhất."
    )
    events_count = models.PositiveIntegerField(
        "số diễn biến",
        default=0,
        editable=False,
        help_text="Để biết có ai vừa thay đổi bản tin.",
    )
    demo = models.BooleanField(
        "dữ liệu thử", default=False, editable=False, help_text="Do dữ liệu thử tạo ra."
    )
    erased_at = models.DateTimeField(
        "xoá nội dung lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Từ lúc này không còn lời nào của bản tin.",
    )

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "bản tin"
        verbose_name_plural = "tin và cảnh báo"
        ordering = ["-changed_at", "-pk"]
        permissions = (
            ("approve_announcement", "Được duyệt, ghim, gỡ tin và cảnh báo"),
            ("speak", "Được duyệt kiểm chứng thông tin, như người phát ngôn"),
            ("revoke_announcement", "Được thu hồi ngay truy nã, tìm người"),
            ("answer_challenge", "Được trả lời ý kiến cho rằng bản tin sai"),
        )
        indexes = [
            models.Index(fields=["office", "-changed_at"], name="announcement_office_newest"),
            models.Index(fields=["state", "publish_at"], name="announcement_state_publish"),
            models.Index(
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
                name="announcement_expiring",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="announcement_expires_after_publication",
                condition=Q(expires_at__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(expires_at__gt=F("publish_at")),
                violation_error_message="Hạn phải sau lúc đăng.",
            ),
            models.CheckConstraint(
                name="announcement_ends_after_it_begins",
                condition=Q(ends_at__isnull=True)
                | Q(begins_at__isnull=True)
                | Q(ends_at__gt=F("begins_at")),
                violation_error_message="Lúc kết thúc phải sau lúc bắt đầu.",
            ),
            models.CheckConstraint(
                name="announcement_public_dated",
                condition=~Q(state__in=["published", "correcting", "expired"])
                | Q(published_at__isnull=False),
                violation_error_message="Bản tin đã đăng thì có thời điểm đăng.",
            ),
            models.CheckConstraint(
                name="announcement_pinned_while_published",
                condition=Q(pinned_until__isnull=True) | Q(state__in=["published", "correcting"]),
                violation_error_message="Chỉ ghim được bản tin đang đăng.",
            ),
            models.CheckConstraint(
                name="announcement_erased_is_empty",
                condition=Q(erased_at__isnull=True)
                | Q(title="", summary="", body="", picture_alternative="", claim=""),
                violation_error_message="Bản tin đã xoá nội dung thì không còn lời nào.",
            ),
        ]

    def __str__(self) -> str:
        """Name nobody: the admin keeps this text in its history."""
        kind = self.get_kind_display()
        if self.kind in OF_PERSONS:
            return f"{kind} {self.decision_number}".strip() if self.decision_number else kind
        return self.named

    @property
    def named(self) -> str:
        """The title, for whoever may read it; nothing keeps this text."""
        kind = str(self.get_kind_display())
        return self.title or f"{kind} chưa có tiêu đề"
