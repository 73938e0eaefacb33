"""Keys that tell a repeated write from a new one."""

from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.wording import show_moment


class IdempotencyKey(models.Model):
    """One write of a caller, kept for a while; see `foundation.api.idempotency`."""

    caller = models.CharField(
        "bên gửi", max_length=80, help_text="Ai đã gửi, bằng mã nội bộ, ví dụ «citizen:12»."
    )
    operation = models.CharField(
        "thao tác", max_length=60, help_text="Việc được gửi, ví dụ «me_requests_create»."
    )
    key = models.CharField(
        "dấu của khoá", max_length=64, help_text="Dấu của Idempotency-Key, không phải chính khoá."
    )
    body_hash = models.CharField(
        "dấu nội dung",
        max_length=64,
        help_text="Để nhận ra cùng một nội dung mà không lưu nội dung.",
    )
    salt = EncryptedTextField(
        "phần riêng",
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Phần ngẫu nhiên của mã bí mật đã trả lời; trống khi câu trả lời không có mã.",
    )
    result = models.CharField(
        "kết quả", max_length=64, blank=True, help_text="Mã nội bộ của điều đã được tạo."
    )
    at = models.DateTimeField(
        "lúc", default=timezone.now, db_index=True, help_text="Lần gửi đầu tiên."
    )

    class Meta:
        verbose_name = "khoá chống gửi lặp"
        verbose_name_plural = "khoá chống gửi lặp"
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "operation", "key"],
                name="idempotency_key_unique",
                violation_error_message="Khoá này đã được dùng.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {show_moment(self.at)}"
