"""The shape of an answer card."""

from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers

from procedures.answers.cards import Kind
from procedures.answers.parts import Part


class AnswerCertainty(TextChoices):
    """How certain a sentence is."""

    CERTAIN = "certain", "Chắc chắn"
    ASK_FIRST = "ask_first", "Nên hỏi lại"


class AnswerSentenceSerializer(serializers.Serializer[Any]):
    """One sentence."""

    text = serializers.CharField(
        help_text="Câu trong bản đã công bố, hoặc số tiền, ngày, giờ, số điện thoại."
    )
    condition = serializers.CharField(
        help_text="Đúng với trường hợp nào; trống nếu mọi trường hợp."
    )
    source = serializers.CharField(help_text="Văn bản, điều, khoản; trống nếu chưa rõ.")  # type: ignore[assignment]  # hides an attribute of serializers
    as_of = serializers.DateField(allow_null=True, help_text="Đúng vào ngày nào.")
    certainty = serializers.ChoiceField(AnswerCertainty.choices, help_text="Câu này chắc đến đâu.")
    doubt = serializers.CharField(help_text="Người dân nên biết gì khi câu này chưa chắc.")


class AnswerChoiceSerializer(serializers.Serializer[Any]):
    """One answer to the question that is asked back."""

    label = serializers.CharField(help_text="Lời để bấm.")  # type: ignore[assignment]  # hides an attribute of serializers
    q = serializers.CharField(help_text="Gửi lại trong `search`.")


class AnswerQuestionSerializer(serializers.Serializer[Any]):
    """A question to an officer, filled in."""

    procedure = serializers.CharField(allow_null=True, help_text="Thủ tục; null nếu chưa rõ.")
    text = serializers.CharField(help_text="Câu hỏi như đã gõ.")


class AnswerNextSerializer(serializers.Serializer[Any]):
    """Where to go on."""

    checklist = serializers.CharField(
        allow_null=True, help_text="Địa chỉ tương đối của danh mục cần chuẩn bị; null nếu không có."
    )
    question = AnswerQuestionSerializer(help_text="Câu hỏi điền sẵn để gửi cán bộ.")


class AnswerCardSerializer(serializers.Serializer[Any]):
    """An answer card."""

    kind = serializers.ChoiceField(
        Kind.choices,
        help_text="`answer` trả lời; `ask` hỏi lại một câu, xem `choices`; `none` chưa trả lời.",
    )
    procedure = serializers.CharField(allow_null=True, help_text="Thủ tục; null nếu chưa rõ.")
    name = serializers.CharField(help_text="Tên gọn của thủ tục; trống nếu chưa rõ.")
    part = serializers.ChoiceField(
        Part.choices, allow_null=True, help_text="Phần được hỏi; null nếu câu không hỏi phần nào."
    )
    part_name = serializers.CharField(help_text="Phần được hỏi, bằng chữ.")
    case = serializers.CharField(help_text="Trường hợp mà câu hỏi nêu, theo lời của danh mục.")
    sentences = AnswerSentenceSerializer(
        many=True, help_text="Các câu, quan trọng nhất đứng trước."
    )
    choices = AnswerChoiceSerializer(many=True, help_text="Tối đa năm lựa chọn.")
    note = serializers.CharField(help_text="Lời dặn thêm: hỏi ai, còn thiếu gì; có thể trống.")
    next = AnswerNextSerializer(help_text="Đi tiếp.")
