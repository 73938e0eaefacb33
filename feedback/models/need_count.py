"""Counts of questions by week, so that nobody has to read the questions.

Written by `feedback.needs.need_counts`.
"""

from django.db import models
from django.db.models import Q

from foundation.records.keys import foreign_key
from offices.models import Office


class NeedCount(models.Model):
    """How many questions an office and those below it got in one week.

    A row counts all questions about one procedure, or those with one pair of words. Each question
    counts at its office and every office above it, so a leader reads one office's rows. `procedure`
    is the id as text, empty for none, so that one unique constraint covers both.
    """

    KEYS = ("office_id", "week", "procedure", "words")

    week = models.DateField("tuần", help_text="Ngày thứ Hai của tuần mà câu hỏi đến.")
    office = foreign_key(
        Office, "đơn vị", "Đơn vị, tính cả các đơn vị cấp dưới.", db_index=False
    )  # need_count_unique begins with it
    procedure = models.CharField(
        "thủ tục",
        max_length=60,
        blank=True,
        help_text="Định danh thủ tục được hỏi; trống nếu không rõ thủ tục.",
    )
    words = models.CharField(
        "cặp từ",
        max_length=60,
        blank=True,
        help_text="Hai âm tiết không dấu đi liền; trống là mọi câu hỏi.",
    )
    questions = models.IntegerField(
        "số câu hỏi", default=0, help_text="Số câu hỏi có cặp từ này trong tuần."
    )

    class Meta:
        verbose_name = "số câu hỏi theo tuần"
        verbose_name_plural = "số câu hỏi theo tuần"
        constraints = (
            models.UniqueConstraint(
                fields=["office", "week", "procedure", "words"],
                name="need_count_unique",
                violation_error_message="Đã có.",
            ),
        )
        indexes = [
            models.Index(fields=["office", "week"], condition=Q(words=""), name="need_totals"),
            # Reads the most frequent pairs of a week at constant cost.
            models.Index(
                fields=["office", "week", "-questions"],
                condition=Q(words__gt=""),
                name="need_often",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.office_id}: {self.questions}"
