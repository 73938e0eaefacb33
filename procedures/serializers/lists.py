"""Lists of procedures, with hints beside them, and suggestions while typing."""

from typing import Any

from rest_framework import serializers

from foundation.api.pagination import page_serializer
from procedures.serializers.procedure import ProcedureCardSerializer


class HintSerializer(serializers.Serializer[Any]):
    """Something to know before the results.

    An emergency number, who else does it, what is easily confused.
    """

    type = serializers.ChoiceField(
        ["emergency", "not_police", "confusable", "foreigners"], help_text="Loại lời nhắc."
    )
    text = serializers.CharField(help_text="Lời nhắc để hiển thị.")
    agency = serializers.CharField(required=False, help_text="Cơ quan làm việc này (not_police).")
    phone = serializers.CharField(
        required=False, help_text="Số gọi ngay (emergency), dùng cho openPhone."
    )
    language = serializers.CharField(
        required=False,
        help_text="Ngôn ngữ của câu tìm (foreigners): en, zh, ko, để gửi trong `lang`.",
    )


ProcedurePageSerializer = page_serializer(
    "ProcedurePage",
    ProcedureCardSerializer,
    {
        "did_you_mean": serializers.CharField(
            allow_null=True, help_text="Cụm từ đã được sửa lỗi gõ để tìm; null nếu không sửa."
        ),
        "hints": HintSerializer(
            many=True, help_text="Lời nhắc, hiển thị trước kết quả; khẩn cấp đứng đầu."
        ),
        "notice": serializers.CharField(
            required=False, help_text="Câu phải hiện kèm danh sách đã dịch; chỉ có khi gửi `lang`."
        ),
    },
)


class SuggestionSerializer(serializers.Serializer[Any]):
    """A completion of what is being typed."""

    text = serializers.CharField(help_text="Chữ để hiển thị.")
    procedure = serializers.CharField(
        allow_null=True, help_text="Thủ tục mà gợi ý dẫn tới, hoặc null."
    )


class SuggestionsSerializer(serializers.Serializer[Any]):
    """Completions, best first."""

    results = SuggestionSerializer(many=True)
