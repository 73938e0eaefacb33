"""One event: written with what happened, numbered once that is committed."""

import uuid

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """What happened to a subject, without persons.

    `id` is the order of writing, `position` the order of reading: it is given to committed rows
    only, without gaps (`foundation.events.numbering`).
    """

    position = models.PositiveBigIntegerField(
        "vị trí",
        null=True,
        unique=True,
        help_text="Thứ tự đọc, liền nhau; trống tới khi giao dịch ghi xong và được đánh số.",
    )
    uid = models.UUIDField("mã", default=uuid.uuid4, help_text="Mã ngẫu nhiên của sự kiện.")
    kind = models.CharField("loại", max_length=20, help_text="Về điều gì; quyền đọc theo loại.")
    what = models.CharField("việc", max_length=40, help_text="Điều gì đã xảy ra.")
    subject = models.CharField("đối tượng", max_length=80, help_text="Mã của đối tượng.")
    row = models.PositiveBigIntegerField(
        "số nội bộ", help_text="Khoá của đối tượng, để ghi nhật ký truy cập."
    )
    office = models.CharField(
        "đơn vị", max_length=80, blank=True, help_text="Mã đơn vị; trống là của cả tỉnh."
    )
    former_office = models.CharField(
        "đơn vị trước", max_length=80, blank=True, help_text="Khi đối tượng vừa chuyển đơn vị."
    )
    at = models.DateTimeField("lúc", db_index=True, help_text="Lúc xảy ra.")
    data = models.JSONField("nội dung", default=dict, help_text="Không có dữ liệu cá nhân.")

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(position__isnull=True), name="event_not_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.subject}"
