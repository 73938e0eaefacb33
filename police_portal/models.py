"""Revisions: how every web process learns that what it keeps in memory is old. Keys: how a repeated write is recognised."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class Revision(models.Model):
    """A counter for one body of published data; it moves in the transaction that changes the data."""

    name = models.CharField("tên", max_length=40, primary_key=True, help_text="Phần dữ liệu, ví dụ «catalogue».")
    number = models.PositiveBigIntegerField("số", default=0, help_text="Tăng thêm một sau mỗi lần công bố.")
    changed_at = models.DateTimeField("lúc", auto_now=True, help_text="Lần thay đổi gần nhất.")

    class Meta:
        verbose_name = "bản dữ liệu"
        verbose_name_plural = "bản dữ liệu"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def bump_revision(name: str) -> int:
    """Move the revision `name` on and return it. Call inside the transaction that changes the data.

    The row's lock makes changes of one body of data follow each other.
    """
    with transaction.atomic():
        Revision.objects.get_or_create(name=name)
        Revision.objects.filter(name=name).update(number=F("number") + 1)
        return Revision.objects.values_list("number", flat=True).get(name=name)


class IdempotencyKey(models.Model):
    """One write of a caller, kept for a while so that its repetition does nothing; see `police_portal.api.idempotency`."""

    caller = models.CharField("bên gửi", max_length=80, help_text="Ai đã gửi, bằng mã nội bộ, ví dụ «citizen:12».")
    operation = models.CharField("thao tác", max_length=60, help_text="Việc được gửi, ví dụ «me_requests_create».")
    key = models.CharField("dấu của khoá", max_length=64, help_text="Dấu của Idempotency-Key, không phải chính khoá.")
    body_hash = models.CharField("dấu nội dung", max_length=64, help_text="Để nhận ra cùng một nội dung mà không lưu nội dung.")
    result = models.CharField("kết quả", max_length=64, blank=True, help_text="Mã nội bộ của điều đã được tạo.")
    at = models.DateTimeField("lúc", default=timezone.now, db_index=True, help_text="Lần gửi đầu tiên.")

    class Meta:
        verbose_name = "khoá chống gửi lặp"
        verbose_name_plural = "khoá chống gửi lặp"
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "operation", "key"], name="idempotency_key_unique", violation_error_message="Khoá này đã được dùng."
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.at:%d/%m/%Y %H:%M}"
