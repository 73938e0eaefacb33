"""Texts that officers use again in answers."""

from django.db import models

from feedback.questions.template_placeholders import validate_placeholders
from foundation.records.keys import foreign_key
from offices.models import Field

MAX_ANSWER = 4000


class AnswerTemplate(models.Model):
    """A text with placeholders such as {thời hạn}, filled in for the question's procedure."""

    title = models.CharField(
        "tên mẫu",
        max_length=100,
        unique=True,
        help_text="Để cán bộ chọn, ví dụ «Hướng dẫn nộp trực tuyến».",
    )
    field = foreign_key(Field, "lĩnh vực", "Để trống nếu dùng cho mọi lĩnh vực.", null=True)
    text = models.TextField(
        "nội dung",
        max_length=MAX_ANSWER,
        validators=[validate_placeholders],
        help_text="Có thể dùng {thủ tục}, {thời hạn}, {lệ phí}, {giấy tờ}, {đơn vị}, {địa chỉ}: "
        "hệ thống điền theo câu hỏi.",
    )
    enabled = models.BooleanField(
        "đang dùng", default=True, help_text="Tắt để cán bộ không còn thấy mẫu này khi trả lời."
    )

    class Meta:
        verbose_name = "mẫu trả lời"
        verbose_name_plural = "mẫu trả lời"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
