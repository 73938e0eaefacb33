"""Photos that citizens send. Written by `feedback.photos.actions` only."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models import Citizen
from feedback.models.question_message import QuestionMessage
from foundation.records.keys import foreign_key


class Photo(models.Model):
    """A re-encoded JPEG in private storage.

    Until it belongs to a message only its sender sees it.
    """

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không đoán được.",
    )
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Ai gửi; trống khi đã thuộc về tin nhắn.",
        null=True,
        related_name="photos",
    )
    message = foreign_key(
        QuestionMessage,
        "tin nhắn",
        "Tin nhắn mà ảnh được gửi kèm; trống khi chưa gửi.",
        related_name="photos",
        on_delete=models.CASCADE,
        null=True,
    )
    path = models.CharField(
        "tệp",
        max_length=100,
        unique=True,
        editable=False,
        help_text="Nơi lưu riêng, không có địa chỉ công khai.",
    )
    width = models.PositiveIntegerField("rộng", help_text="Số điểm ảnh theo chiều ngang.")
    height = models.PositiveIntegerField("cao", help_text="Số điểm ảnh theo chiều dọc.")
    uploaded_at = models.DateTimeField(
        "tải lên lúc", default=timezone.now, help_text="Ảnh không được gửi kèm sẽ bị xoá sau đó."
    )

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["uploaded_at", "pk"]
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(message__isnull=True), name="photo_unused"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(citizen__isnull=False) | Q(message__isnull=False),
                name="photo_belongs_somewhere",
                violation_error_message="Ảnh thuộc về công dân đã gửi hoặc tin nhắn.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ảnh {self.pk}"
