"""Words of answer cards that officers add, and counts of cards by day without a person."""

from django.db import models

from foundation.records.keys import foreign_key
from procedures.models.procedure import Procedure
from procedures.models.search_words import Word


class AnswerWord(Word):
    """Từ của thẻ trả lời."""

    code = models.CharField(
        "ý nghĩa", max_length=30, help_text="Phần được hỏi, hoặc trường hợp mà từ này nêu."
    )
    text = models.CharField(
        "từ người dân dùng", max_length=100, help_text="Ví dụ: cần thứ chi, nhóc tì."
    )

    class Meta:
        verbose_name = "từ của thẻ trả lời"
        verbose_name_plural = "từ của thẻ trả lời"
        ordering = ("code", "text")
        constraints = (
            models.UniqueConstraint(
                fields=["code", "text"],
                name="answer_word_unique",
                violation_error_message="Đã có từ này.",
            ),
        )

    def __str__(self) -> str:
        return self.text


class AnswerCount(models.Model):
    """How often cards about one part of a procedure were shown on one day, and how they did."""

    KEYS = ("day", "procedure_id", "part")

    day = models.DateField("ngày", help_text="Ngày theo giờ Việt Nam.")
    procedure = foreign_key(
        Procedure, "thủ tục", "Thủ tục được trả lời.", db_index=False
    )  # answer_count_unique begins with the day
    part = models.CharField("phần", max_length=20, help_text="Phần được hỏi.")
    shown = models.IntegerField("trả lời", default=0, help_text="Số lần trả lời.")
    asked = models.IntegerField("hỏi lại", default=0, help_text="Số lần hỏi lại một câu.")
    helpful = models.IntegerField("hữu ích", default=0, help_text="Số lần được bấm hữu ích.")
    unhelpful = models.IntegerField("chưa đúng", default=0, help_text="Số lần được bấm chưa đúng.")

    class Meta:
        verbose_name = "lượt thẻ trả lời"
        verbose_name_plural = "lượt thẻ trả lời"
        ordering = ("-day", "-shown")
        constraints = (
            models.UniqueConstraint(
                fields=["day", "procedure", "part"],
                name="answer_count_unique",
                violation_error_message="Đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.procedure_id} {self.part}"


class AnswerMiss(models.Model):
    """How often a question got no card on one day, in the words that counts of searches keep."""

    KEYS = ("day", "term")

    day = models.DateField("ngày", help_text="Ngày theo giờ Việt Nam.")
    term = models.CharField(
        "câu hỏi", max_length=80, help_text="Không dấu; dãy số dài bị thay bằng #."
    )
    times = models.IntegerField("số lần", default=0, help_text="Số lần chưa trả lời trong ngày.")

    class Meta:
        verbose_name = "câu hỏi chưa trả lời"
        verbose_name_plural = "câu hỏi chưa trả lời"
        ordering = ("-day", "-times")
        constraints = (
            models.UniqueConstraint(
                fields=["day", "term"],
                name="answer_miss_unique",
                violation_error_message="Đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.term}"
