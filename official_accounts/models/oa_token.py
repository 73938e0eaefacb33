"""The tokens of Official Accounts."""

from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from official_accounts.models.account import OfficialAccount


class OaToken(models.Model):
    """The pair of tokens of one Official Account.

    A refresh token works once, so each pair is saved before it is used.
    """

    account = models.OneToOneField(
        OfficialAccount,
        models.CASCADE,
        verbose_name="Official Account",
        related_name="token",
        help_text="Tài khoản của cặp mã.",
    )
    access_token = EncryptedTextField(
        "mã truy cập", editable=False, help_text="Được mã hoá khi lưu, không bao giờ hiện ra."
    )
    refresh_token = EncryptedTextField(
        "mã làm mới",
        editable=False,
        help_text="Được mã hoá; dùng được một lần, thay mới mỗi lần làm mới.",
    )
    expires_at = models.DateTimeField(
        "mã truy cập hết hạn", help_text="Được làm mới trước lúc này."
    )
    refresh_expires_at = models.DateTimeField(
        "mã làm mới hết hạn", help_text="Sau lúc này phải cấp quyền lại trong trang quản lý."
    )
    refreshed_at = models.DateTimeField(
        "làm mới lúc", default=timezone.now, help_text="Lần có cặp mã này."
    )
    refreshing_until = models.DateTimeField(
        "đang làm mới tới",
        null=True,
        blank=True,
        editable=False,
        help_text="Một tiến trình đang đổi cặp mã; các tiến trình khác chờ.",
    )
    next_refresh_at = models.DateTimeField(
        "làm mới từ lúc", default=timezone.now, help_text="Không làm mới trước lúc này."
    )
    failed_at = models.DateTimeField(
        "làm mới hỏng từ", null=True, blank=True, help_text="Lần hỏng đầu tiên kể từ cặp mã này."
    )
    failure = models.CharField(
        "lỗi gần nhất", max_length=60, blank=True, help_text="Loại lỗi, không có mã nào."
    )
    refused = models.BooleanField(
        "phải cấp quyền lại",
        default=False,
        help_text="Zalo từ chối mã làm mới: cần người cấp quyền lại cho Official Account.",
    )

    class Meta:
        verbose_name = "mã của Official Account"
        verbose_name_plural = "mã của Official Account"
        ordering = ["account"]
        indexes = [models.Index(fields=["expires_at"], name="oa_token_by_expiry")]

    def __str__(self) -> str:
        return f"Cặp mã {self.account_id}"
