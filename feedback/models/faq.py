"""Published answers: a draft for editors, and versions that never change.

Written by `feedback.faq.actions`.
"""

from django.db import models
from django.utils import timezone

from feedback.models.question import Question
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key
from offices.models import Field
from procedures.models import Procedure

MAX_QUESTION = 300
MAX_ANSWER = 4000


class FaqState(models.TextChoices):
    """Whether an entry is published."""

    DRAFT = "draft", "Bản nháp"
    PUBLISHED = "published", "Đang công bố"
    WITHDRAWN = "withdrawn", "Đã gỡ"


class FaqEntry(models.Model):
    """A question and its answer as drafted by editors. Citizens see the newest version instead."""

    question = models.CharField(
        "câu hỏi",
        max_length=MAX_QUESTION,
        help_text="Như người dân hay hỏi; không có gì riêng của ai.",
    )
    answer = models.TextField(
        "câu trả lời",
        max_length=MAX_ANSWER,
        help_text="Không có số điện thoại, số giấy tờ, tên hay địa chỉ của ai.",
    )
    field = foreign_key(Field, "lĩnh vực", "Để lọc; trống nếu là việc chung.", null=True)
    procedures = models.ManyToManyField(
        Procedure,
        verbose_name="thủ tục",
        blank=True,
        related_name="faq_entries",
        help_text="Hiện trên trang của các thủ tục này.",
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=FaqState,
        default=FaqState.DRAFT,
        editable=False,
        help_text="Người dân có thấy không.",
    )
    source = foreign_key(
        Question,
        "từ câu hỏi",
        "Câu hỏi mà bản nháp được soạn từ đó.",
        null=True,
        editable=False,
        related_name="faq_entries",
    )
    drafted_by = user_key(
        "người soạn",
        "Ai soạn bản nháp; người đó sửa được cho tới khi công bố.",
        null=True,
        editable=False,
    )
    updated_at = models.DateTimeField(
        "sửa lúc", auto_now=True, help_text="Lần sửa bản nháp gần nhất."
    )

    class Meta:
        verbose_name = "câu trả lời công khai"
        verbose_name_plural = "câu trả lời công khai"
        ordering = ["-updated_at", "-pk"]
        permissions = (("publish_faqentry", "Được công bố và gỡ câu trả lời công khai"),)

    def __str__(self) -> str:
        """Return only the number: the admin stores it, and a draft may contain private words."""
        return f"Câu trả lời công khai {self.pk}"


class FaqVersion(AppendOnly):
    """A published text, or its withdrawal."""

    entry = foreign_key(
        FaqEntry,
        "câu trả lời công khai",
        "Câu trả lời được công bố hoặc gỡ.",
        related_name="versions",
        db_index=False,
    )  # faq_version_number begins with it
    number = models.PositiveIntegerField("phiên bản", help_text="Thứ tự, từ 1.")
    state = models.CharField(
        "trạng thái", max_length=10, choices=FaqState, help_text="Công bố hay gỡ."
    )
    question = models.CharField(
        "câu hỏi", max_length=MAX_QUESTION, help_text="Đúng như người dân thấy."
    )
    answer = models.TextField(
        "câu trả lời", max_length=MAX_ANSWER, help_text="Đúng như người dân thấy."
    )
    field = models.CharField(
        "lĩnh vực", max_length=20, blank=True, help_text="Mã lĩnh vực lúc công bố."
    )
    procedures = models.JSONField(
        "thủ tục", default=list, blank=True, help_text="Mã các thủ tục lúc công bố."
    )
    officer = user_key("cán bộ", "Ai công bố hoặc gỡ.", null=True)
    reason = models.CharField(
        "lý do", max_length=300, blank=True, help_text="Vì sao công bố hoặc gỡ."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm công bố hoặc gỡ.")

    class Meta:
        verbose_name = "phiên bản câu trả lời"
        verbose_name_plural = "phiên bản câu trả lời"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="faq_version_number",
                violation_error_message="Phiên bản này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}, phiên bản {self.number}"
