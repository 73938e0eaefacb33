"""The messages of a question. Written by `feedback.questions.actions` only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from feedback.models.message import Author, Message, name_for_colleagues
from feedback.models.question import Question
from foundation.records.keys import foreign_key, user_key


class QuestionMessage(Message):
    """A message of the citizen, or of an officer to the citizen.

    Notes between officers are in `foundation.desk.one_screen.notes`. The database refuses to change
    author and time. The text may only be encrypted again with another key, or deleted with
    everything of the citizen.
    """

    question = foreign_key(
        Question,
        "câu hỏi",
        "Câu hỏi mà lời này thuộc về.",
        related_name="messages",
        on_delete=models.CASCADE,
    )
    officer = user_key(
        "cán bộ", "Trống khi công dân nói.", null=True, db_index=False
    )  # not looked up by officer
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm nói.")

    class Meta:
        verbose_name = "tin nhắn của câu hỏi"
        verbose_name_plural = "tin nhắn của câu hỏi"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author=Author.OFFICER) | Q(officer__isnull=True),
                name="message_of_citizen_by_nobody",
                violation_error_message="Lời của công dân không do cán bộ ghi.",
            ),
        ]

    def __str__(self) -> str:
        """Return no name: the admin stores this text in its history."""
        return f"{Author(self.author).label} – câu hỏi {self.question_id}"

    @property
    def officer_name(self) -> str:
        """The author's name for colleagues."""
        return name_for_colleagues(self.officer)
