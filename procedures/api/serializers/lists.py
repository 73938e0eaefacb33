"""Lists of procedures with hints, and suggestions while typing."""

from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers

from foundation.api.pagination import page_serializer
from procedures.api.serializers.danger import FIRST, DangerSerializer
from procedures.api.serializers.procedure import ProcedureCardSerializer
from procedures.choices import Language

_NOTICE = "Câu phải hiện kèm các thẻ đã dịch; chỉ có khi gửi `lang`."


class SearchConfidence(TextChoices):
    """How likely the first procedure is the one that is meant."""

    HIGH = "high", "Chắc"
    LOW = "low", "Chưa chắc"


class SearchHintSerializer(serializers.Serializer[Any]):
    """A hint before the results.

    An emergency number, another agency, or what is easily confused.
    """

    type = serializers.ChoiceField(
        [
            ("emergency", "Việc khẩn cấp"),
            ("not_police", "Việc của cơ quan khác"),
            ("confusable", "Việc dễ nhầm"),
            ("foreigners", "Dành cho người nước ngoài"),
        ],
        help_text="Loại lời nhắc.",
    )
    text = serializers.CharField(help_text="Lời nhắc để hiển thị.")
    agency = serializers.CharField(required=False, help_text="Cơ quan làm việc này (not_police).")
    phone = serializers.CharField(
        required=False, help_text="Số gọi ngay (emergency), dùng cho openPhone."
    )
    language = serializers.ChoiceField(
        Language.choices,
        required=False,
        help_text="Ngôn ngữ của câu tìm (foreigners), để gửi trong `lang`.",
    )


class SearchDoorSerializer(serializers.Serializer[Any]):
    """What else than a procedure a search may need."""

    origin = serializers.CharField(
        help_text="Loại lối đi: report_kind (report-kinds/), announcement (announcements/), "
        "office, hours (offices/), beat (offices/beats/), dossier (tra cứu), appointment (đặt "
        "lịch), scam_check (scam-checks/), accused (người bị phản ánh là ai), vneid (cách gỡ), "
        "elsewhere (cơ quan khác làm). Loại chưa biết thì hiện `title`, `reason`."
    )
    id = serializers.CharField(
        allow_blank=True,
        help_text="Mã ở nơi đó; trống khi chưa rõ đơn vị nào (office, hours, beat).",
    )
    title = serializers.CharField(help_text="Tiêu đề.")
    reason = serializers.CharField(
        help_text="Vì sao, theo luật nào; của loại phản ánh chưa nhận ở đây: cách đúng luật."
    )
    is_open = serializers.BooleanField(
        required=False, help_text="Loại phản ánh đang nhận ở đây hay không (report_kind)."
    )
    topic = serializers.CharField(required=False, help_text="Mã việc cụ thể (report_kind).")
    place = serializers.CharField(
        required=False,
        help_text="Nơi có nhiều đơn vị, để tìm chúng bằng `place` của offices/ (office); tên tổ, "
        "thôn cho `name` của offices/beats/ (beat).",
    )


ProcedurePageSerializer = page_serializer(
    "ProcedurePage",
    ProcedureCardSerializer,
    {
        "danger": DangerSerializer(allow_null=True, help_text=FIRST),
        "did_you_mean": serializers.CharField(
            allow_null=True, help_text="Cụm từ đã được sửa lỗi gõ để tìm; null nếu không sửa."
        ),
        "confidence": serializers.ChoiceField(
            SearchConfidence.choices,
            allow_null=True,
            help_text="Thủ tục đầu tiên có đúng là việc cần làm không, theo điểm của nó và khoảng "
            "cách tới thủ tục sau. `low`: nên viết «Có thể ông/bà cần». Null nếu không tìm bằng "
            "chữ hoặc không có kết quả.",
        ),
        "hints": SearchHintSerializer(
            many=True, help_text="Lời nhắc, hiển thị trước kết quả; khẩn cấp đứng đầu."
        ),
        "doors": SearchDoorSerializer(
            many=True,
            help_text="Tối đa ba lối đi khi điều cần không phải một thủ tục; chỉ ở trang 1.",
        ),
        "notice": serializers.CharField(required=False, help_text=_NOTICE),
    },
)


class ProcedureCardsSerializer(serializers.Serializer[Any]):
    """Cards that need no pages."""

    results = ProcedureCardSerializer(many=True, help_text="Các thẻ thủ tục.")
    notice = serializers.CharField(required=False, help_text=_NOTICE)


class SearchSuggestionSerializer(serializers.Serializer[Any]):
    """A completion of the typed text."""

    text = serializers.CharField(help_text="Chữ để hiển thị.")
    procedure = serializers.CharField(
        allow_null=True, help_text="Thủ tục mà gợi ý dẫn tới, hoặc null."
    )


class SearchSuggestionsSerializer(serializers.Serializer[Any]):
    """Completions, best first."""

    results = SearchSuggestionSerializer(many=True)
