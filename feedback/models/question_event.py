"""The history of a question. Written by `feedback.questions.actions` only."""

from django.db import models
from django.utils import timezone

from feedback.models.message import name_for_colleagues
from feedback.models.question import Question
from feedback.questions.workflow import Move, Status
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key
from offices.models import Office


class QuestionEvent(AppendOnly):
    """One move of a question. It has no text, which would outlive the citizen's data."""

    question = foreign_key(Question, "câu hỏi", "Câu hỏi đã thay đổi.", related_name="events")
    move = models.CharField("việc", max_length=10, choices=Move, help_text="Điều đã xảy ra.")
    status = models.CharField(
        "tình trạng sau đó",
        max_length=12,
        choices=Status,
        help_text="Câu hỏi ở bước nào sau việc này.",
    )
    office = foreign_key(Office, "đơn vị sau đó", "Đơn vị có trách nhiệm sau việc này.")
    officer = user_key(
        "cán bộ", "Trống khi công dân hoặc hệ thống làm.", null=True, db_index=False
    )  # not looked up by officer
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "diễn biến của câu hỏi"
        verbose_name_plural = "diễn biến của câu hỏi"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Move(self.move).label)

    @property
    def officer_name(self) -> str:
        """The officer's name for colleagues."""
        return name_for_colleagues(self.officer)
