"""Notices: what a citizen is told, the officers' texts, and what a citizen wants sent by Zalo."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models.citizen import Citizen
from citizens.notices.addressees import hashes_of
from citizens.notices.events import kind_choices
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from offices.models import Office

MAX_TITLE_LENGTH = 120
MAX_TEXT_LENGTH = 1500


class Channel(models.TextChoices):
    """Ways to reach a citizen outside the app; NOTICES_CHANNEL_ORDER says which is tried first."""

    PHONE = "phone", "Tin theo mẫu tới số điện thoại"
    USER = "user", "Tin theo mẫu tới người dùng OA"
    TEXT = "text", "Tin tư vấn"
    NOTIFICATION = "notification", "Thông báo Mini App"


class NoticeTemplate(models.Model):
    """The text about one event, which officers edit. Notices keep the words they were made with."""

    event = models.CharField(
        "sự kiện",
        max_length=40,
        unique=True,
        editable=False,
        help_text="Việc xảy ra thì công dân được báo.",
    )
    title = models.CharField(
        "tiêu đề",
        max_length=MAX_TITLE_LENGTH,
        help_text="Một dòng ngắn; dùng được {code} và các chỗ điền khác.",
    )
    text = models.TextField(
        "nội dung",
        max_length=MAX_TEXT_LENGTH,
        help_text="Lời dễ hiểu cho công dân. Dòng có chỗ điền mà giá trị trống thì không hiện.",
    )
    changed_at = models.DateTimeField(
        "sửa lúc", auto_now=True, help_text="Lần sửa gần nhất; tin đã tạo trước đó không đổi."
    )

    class Meta:
        verbose_name = "mẫu thông báo"
        verbose_name_plural = "mẫu thông báo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)


class TemplateChannel(models.Model):
    """Whether an event goes out on a channel, and with which of Zalo's templates.

    Without a row it does not go out.
    """

    template = foreign_key(
        NoticeTemplate,
        "mẫu",
        "Mẫu thông báo được gửi qua kênh này.",
        related_name="channels",
        on_delete=models.CASCADE,
    )
    channel = models.CharField(
        "kênh", max_length=20, choices=Channel.choices, help_text="Kênh của Zalo."
    )
    enabled = models.BooleanField(
        "gửi qua kênh này", default=False, help_text="Tắt thì sự kiện này không gửi qua kênh này."
    )
    zalo_template_id = models.CharField(
        "mã mẫu Zalo",
        max_length=64,
        blank=True,
        help_text="Mã mẫu mà Zalo đã duyệt; tin tư vấn không cần.",
    )
    parameters = models.JSONField(
        "tham số của mẫu Zalo",
        default=dict,
        blank=True,
        help_text='Tên tham số trong mẫu Zalo → chỗ điền của sự kiện, ví dụ {"ma_ho_so": "code"}.',
    )

    class Meta:
        verbose_name = "kênh của mẫu thông báo"
        verbose_name_plural = "kênh của mẫu thông báo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "channel"],
                name="template_channel_once",
                violation_error_message="Kênh này đã có trong mẫu.",
            ),
            models.CheckConstraint(
                condition=Q(enabled=False) | Q(channel=Channel.TEXT) | ~Q(zalo_template_id=""),
                name="template_channel_has_template",
                violation_error_message="Kênh này cần mã mẫu đã được Zalo duyệt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} – {Channel(self.channel).label}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices of a citizen."""

    def of_citizen(self, citizen: Citizen) -> "NoticeQuerySet":
        """Return the citizen's own, confidential ones too, newest first."""
        own = Q(citizen=citizen) | Q(citizen_hash__in=hashes_of(citizen.pk))
        return self.filter(own).defer("recipient").order_by("-pk")

    def confidential_of(self, citizen: Citizen) -> "NoticeQuerySet":
        """Return the citizen's own confidential ones, in no order."""
        return self.filter(citizen_hash__in=hashes_of(citizen.pk)).defer("recipient").order_by()


class Notice(models.Model):
    """One change told to one citizen.

    The row itself is the message in the app. `deliveries` are the messages outside. Title and text
    are rendered when the change happens, so that what a citizen has read never changes.

    A confidential one names its citizen only by `citizen_hash` and, encrypted, by `recipient`; see
    `citizens.notices.addressees`.
    """

    key = models.UUIDField(
        "mã",
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="Mã mà ứng dụng dùng để gọi tin này.",
    )
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Người được báo; trống với thông báo kín.",
        related_name="notices",
        on_delete=models.CASCADE,
        null=True,
    )
    citizen_hash = models.CharField(
        "dấu người nhận",
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Dấu có khoá để người nhận thông báo kín tìm thấy thông báo của mình.",
    )
    recipient = EncryptedTextField(
        "người nhận",
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Được mã hoá, chỉ để gửi thông báo kín. Cán bộ không thấy.",
    )
    event = models.CharField("sự kiện", max_length=40, help_text="Việc đã xảy ra.")
    kind = models.CharField(
        "loại",
        max_length=20,
        choices=kind_choices,
        help_text="Loại mà công dân có thể tắt khi gửi qua Zalo.",
    )
    change = models.CharField(
        "thay đổi",
        max_length=100,
        help_text="Mã nội bộ của thay đổi: mỗi người chỉ được báo một lần.",
    )
    title = models.CharField("tiêu đề", max_length=300, help_text="Đúng lời công dân đọc.")
    text = models.TextField("nội dung", help_text="Đúng lời công dân đọc.")
    values = models.JSONField(
        "giá trị", default=dict, help_text="Giá trị các chỗ điền, để điền mẫu của Zalo khi gửi."
    )
    link = models.CharField(
        "dẫn tới",
        max_length=120,
        blank=True,
        help_text="Màn hình mở ra trong ứng dụng, ví dụ «?dossier=…».",
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị của hồ sơ, câu hỏi mà tin này nói tới; trống khi không thuộc đơn vị nào.",
        null=True,
        db_index=False,
    )  # queries find the rows by other columns first
    created_at = models.DateTimeField(
        "lúc", default=timezone.now, help_text="Thời điểm của thay đổi."
    )
    read_at = models.DateTimeField(
        "đọc lúc", null=True, blank=True, help_text="Trống khi công dân chưa đọc trong ứng dụng."
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["citizen", "-id"], name="notice_newest"),
            models.Index(
                fields=["citizen"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(fields=["created_at"], name="notice_age"),
            models.Index(
                fields=["citizen_hash"], condition=~Q(citizen_hash=""), name="notice_confidential"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "citizen"],
                name="notice_once",
                violation_error_message="Người này đã được báo về thay đổi này.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_confidential(self) -> bool:
        """Whether nothing but its keys leads to its citizen."""
        return bool(self.citizen_hash)

    @property
    def person(self) -> int:
        """The number of the citizen, decrypted if it is confidential."""
        return int(self.recipient or self.citizen_id or 0)


class NoticeReading(models.Model):
    """When one citizen read their confidential notices; see `citizens.notices.reading`."""

    citizen = models.OneToOneField(
        Citizen,
        models.CASCADE,
        primary_key=True,
        verbose_name="công dân",
        related_name="+",
        help_text="Người đã đọc thông báo.",
    )
    moments = EncryptedTextField(
        "đã đọc",
        editable=False,
        help_text="Được mã hoá, dài bằng nhau: không cho biết có thông báo kín hay không.",
    )

    class Meta:
        verbose_name = "lần đọc thông báo"
        verbose_name_plural = "lần đọc thông báo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Công dân {self.pk}"


class NoticePreference(models.Model):
    """Whether a citizen wants one kind of notice outside the app.

    Without a row, the consent to notices decides.
    """

    citizen = foreign_key(
        Citizen,
        "công dân",
        "Người đã chọn.",
        related_name="notice_preferences",
        on_delete=models.CASCADE,
    )
    kind = models.CharField(
        "loại thông báo",
        max_length=20,
        choices=kind_choices,
        help_text="Loại được bật hoặc tắt.",
    )
    outside = models.BooleanField("gửi qua Zalo", help_text="Tắt thì chỉ hiện trong ứng dụng.")

    class Meta:
        verbose_name = "lựa chọn nhận thông báo"
        verbose_name_plural = "lựa chọn nhận thông báo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "kind"],
                name="preference_once",
                violation_error_message="Loại này đã có lựa chọn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {'có' if self.outside else 'không'}"
