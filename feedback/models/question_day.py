"""How an office answered on one day."""

from django.db import models

from offices.models import OfficeDay


class QuestionDay(OfficeDay):
    """Counts of one office and day. Written by `feedback.questions.daily_counts`."""

    asked = models.IntegerField(
        "câu hỏi đến", default=0, help_text="Câu hỏi đến trong ngày, nay đơn vị này giữ."
    )
    answered = models.IntegerField(
        "đã trả lời",
        default=0,
        help_text="Câu hỏi được trả lời lần đầu trong ngày, tính cho đơn vị trả lời.",
    )
    in_time = models.IntegerField(
        "trả lời đúng hạn", default=0, help_text="Trong số đã trả lời: không muộn hơn hạn trả lời."
    )
    minutes = models.BigIntegerField(
        "phút chờ trả lời", default=0, help_text="Tổng số phút từ lúc hỏi đến câu trả lời đầu tiên."
    )

    class Meta(OfficeDay.Meta):
        verbose_name = "hỏi đáp trong ngày"
        verbose_name_plural = "hỏi đáp theo ngày"
