"""Parameters of the answer card."""

import django_filters

from foundation.api.parameters import Parameters
from offices.api.filters import MAX_PLACE
from procedures.search.words import MAX_CHARACTERS


class AnswerParameters(Parameters):
    """Parameters of GET answers/."""

    former = {"q": "search"}

    search = django_filters.CharFilter(
        required=True,
        help_text=f"Câu hỏi của người dân, cần có; chỉ {MAX_CHARACTERS} chữ cái đầu được đọc.",
    )
    place = django_filters.CharFilter(
        max_length=MAX_PLACE,
        help_text="Xã, phường nơi ở, tên hiện nay hoặc trước sáp nhập; để biết nơi nộp.",
    )
    at = django_filters.IsoDateTimeFilter(
        help_text="Thời điểm nộp hồ sơ (ISO 8601); để biết ngày hẹn trả."
    )


class NoParameters(Parameters):
    """Parameters of POST answers/ratings/: none."""
