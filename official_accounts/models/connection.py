"""Consents under way, from the link to Zalo's callback."""

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from offices.models import Office


class Connection(models.Model):
    """An officer's attempt to connect an account, good for ten minutes and one callback."""

    nonce_hash = models.CharField(
        "dấu lần kết nối", max_length=64, unique=True, editable=False, help_text="Nhận ra lần này."
    )
    session_hash = models.CharField(
        "dấu phiên", max_length=64, editable=False, help_text="Phiên đã mở lần kết nối."
    )
    officer = foreign_key(User, "cán bộ", "Người mở lần kết nối.", related_name=None)
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị của tài khoản; trống: tài khoản của tỉnh.",
        null=True,
        related_name=None,
    )
    oa_id = models.CharField(
        "mã Official Account",
        max_length=25,
        help_text="Tài khoản mà cán bộ định kết nối; tài khoản khác bị từ chối.",
    )
    verifier = EncryptedTextField(
        "khoá PKCE", editable=False, help_text="Chứng minh với Zalo rằng chính ta đã hỏi."
    )
    begun_at = models.DateTimeField("bắt đầu", default=timezone.now, help_text="Lúc mở liên kết.")
    used_at = models.DateTimeField(
        "đã dùng lúc", null=True, blank=True, help_text="Mỗi lần chỉ nhận một trả lời."
    )

    class Meta:
        verbose_name = "lần kết nối Official Account"
        verbose_name_plural = "lần kết nối Official Account"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Lần kết nối {self.pk}"
