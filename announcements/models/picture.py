"""Pictures of announcements. Written by `announcements.pictures` only."""

import uuid

from django.db import models
from django.utils import timezone

from foundation.records.keys import user_key


class Picture(models.Model):
    """A picture in private storage, re-encoded in sizes. Citizens see it once it is published.

    What it shows is told by the announcement that uses it (`picture_alternative`).
    """

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không đoán được.",
    )
    sizes = models.JSONField(
        "các cỡ",
        default=list,
        editable=False,
        help_text="Mỗi cỡ: rộng, cao (điểm ảnh), dung lượng (byte), dấu SHA-256 và tệp.",
    )
    officer = user_key(
        "cán bộ", "Ai tải ảnh lên.", null=True, db_index=False
    )  # nobody asks for the pictures of one officer
    uploaded_at = models.DateTimeField(
        "tải lên lúc", default=timezone.now, help_text="Ảnh không được dùng sẽ bị xoá sau đó."
    )
    removed_at = models.DateTimeField(
        "xoá tệp lúc", null=True, blank=True, help_text="Từ lúc này không còn tệp nào của ảnh."
    )

    class Meta:
        verbose_name = "ảnh của bản tin"
        verbose_name_plural = "ảnh của bản tin"
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return f"Ảnh {self.pk}"
