"""What officers sent, and what they have typed and not sent yet."""

from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import user_key
from foundation.records.wording import show_moment


class SentForm(models.Model):
    """A form that an officer sent and the service took, so that it acts once; kept a few days.

    It holds no word of the form: a hash of it, and where the answer led.
    """

    MAX_DRAFT = 40

    fingerprint = models.CharField(
        "dấu của biểu mẫu",
        max_length=64,
        primary_key=True,
        help_text="SHA-256 của người gửi, địa chỉ, mã của trang và nội dung.",
    )
    officer = user_key("cán bộ", "Ai đã gửi.", db_index=False)  # sent_form_draft begins with it
    draft = models.CharField(
        "mã bản nháp",
        max_length=MAX_DRAFT,
        blank=True,
        help_text="Mã ngẫu nhiên của bản đang viết trong trình duyệt.",
    )
    address = EncryptedTextField(
        "trang trả lời", blank=True, editable=False, help_text="Nơi cán bộ được đưa tới; mã hoá."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm nhận.")

    class Meta:
        verbose_name = "biểu mẫu đã nhận"
        verbose_name_plural = "biểu mẫu đã nhận"
        indexes = [
            models.Index(fields=["officer", "draft"], name="sent_form_draft"),
            models.Index(fields=["at"], name="sent_form_at"),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Biểu mẫu lúc {show_moment(self.at)}"


class Draft(models.Model):
    """What an officer has typed into a form that was not taken yet. Only that officer sees it."""

    MAX_MARK = 40

    officer = user_key(
        "cán bộ", "Ai đang viết; xoá khi tài khoản ngừng hoạt động.", db_index=False
    )  # draft_of_form begins with it
    page = models.CharField(
        "trang", max_length=60, help_text="Loại dòng, ví dụ «feedback.question»."
    )
    key = models.CharField(
        "mã dòng", max_length=200, blank=True, help_text="Mã nội bộ của dòng; trống khi thêm mới."
    )
    form = models.CharField("biểu mẫu", max_length=100, help_text="Tên địa chỉ của biểu mẫu.")
    words = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")
    mark = models.CharField(
        "mã bản nháp", max_length=MAX_MARK, blank=True, help_text="Mã ngẫu nhiên của trình duyệt."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Lần gõ gần nhất.")

    class Meta:
        verbose_name = "bản đang viết"
        verbose_name_plural = "bản đang viết"
        indexes = [
            models.Index(fields=["page", "key"], name="draft_of_row"),
            models.Index(fields=["at"], name="draft_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "page", "key", "form"],
                name="draft_of_form",
                violation_error_message="Đã có bản đang viết của biểu mẫu này.",
            ),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Bản đang viết lúc {show_moment(self.at)}"
