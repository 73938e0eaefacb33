"""A citizen's claim that an announcement is wrong. Written by `announcements.actions` only."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from announcements.models.announcement import Announcement
from announcements.querysets import ChallengeQuerySet
from citizens.models import Citizen
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key

MAX_WORDS = 2_000  # characters


class ChallengeOutcome(models.TextChoices):
    """What looking at it found."""

    CORRECTED = "corrected", "Đúng một phần: đã đính chính"
    WITHDRAWN = "withdrawn", "Đúng: đã gỡ bản tin"
    UPHELD = "upheld", "Bản tin vẫn đúng"


class Challenge(models.Model):
    """An error reported by a citizen, and the answer. The sender is never public."""

    id = models.UUIDField(
        "mã", primary_key=True, default=uuid.uuid4, editable=False, help_text="Mã ngẫu nhiên."
    )
    announcement = foreign_key(
        Announcement, "bản tin", "Bản tin bị cho là sai.", related_name="challenges"
    )
    version = models.PositiveIntegerField(
        "phiên bản", default=1, help_text="Phiên bản mà người gửi đã đọc."
    )
    citizen = foreign_key(
        Citizen,
        "người gửi",
        "Không bao giờ công khai; trống khi đã xoá.",
        null=True,
        related_name="challenges",
    )
    words = EncryptedTextField(
        "nội dung", blank=True, editable=False, help_text="Điều sai theo người gửi, mã hoá."
    )
    sent_at = models.DateTimeField("gửi lúc", default=timezone.now, help_text="Thời hạn từ đây.")
    due_at = models.DateTimeField(
        "hạn trả lời", help_text="15 ngày, Điều 22 Luật Tiếp cận thông tin."
    )
    outcome = models.CharField(
        "kết quả",
        max_length=10,
        choices=ChallengeOutcome,
        blank=True,
        help_text="Trống khi chưa trả lời.",
    )
    answer = EncryptedTextField(
        "trả lời", blank=True, editable=False, help_text="Người gửi đọc được, mã hoá."
    )
    officer = user_key(
        "cán bộ trả lời", "Ai trả lời.", null=True, db_index=False
    )  # nobody asks for what one officer answered
    answered_at = models.DateTimeField(
        "trả lời lúc", null=True, blank=True, help_text="Trống khi chưa trả lời."
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về bản tin"
        verbose_name_plural = "ý kiến về bản tin"
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(answered_at__isnull=True), name="challenge_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="challenge_answered_with_outcome",
                condition=Q(answered_at__isnull=True, outcome="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                violation_error_message="Đã trả lời thì có kết quả, chưa thì không.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ý kiến {self.pk}"
