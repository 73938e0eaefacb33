"""Query parameters of machines."""

from datetime import timedelta
from typing import Any

import django_filters
from django.http import QueryDict

from dossiers.validators import MAX_CODE_LENGTH
from foundation.api.parameters import MomentFilter, Parameters, TextsFilter
from foundation.api.problems import FieldError, Problem, pointer
from foundation.events.cursors import MAX_CURSOR

LIMIT, MAX_LIMIT = 100, 1_000
MAX_CODES = 100
MAX_DAYS = 31


def _limit() -> django_filters.NumberFilter:
    return django_filters.NumberFilter(
        min_value=1,
        max_value=MAX_LIMIT,
        decimal_places=0,
        help_text=f"Số mục trong một trang, mặc định {LIMIT}, tối đa {MAX_LIMIT}.",
    )


class EventParameters(Parameters):
    """GET integration/events/."""

    after = django_filters.CharFilter(
        max_length=MAX_CURSOR,
        help_text="`cursor` của trang trước: đọc tiếp từ đó. Trống: từ sự kiện cũ nhất còn lưu. "
        "`now`: không có sự kiện nào, chỉ lấy con trỏ hiện tại.",
    )
    limit = _limit()


class DossierParameters(Parameters):
    """GET integration/dossiers/."""

    code = TextsFilter(
        help_text=f"Mã hồ sơ; lặp lại được, tối đa {MAX_CODES} mã. Mã không thấy thì không có "
        "trong kết quả."
    )
    changed_from = MomentFilter(help_text="Hồ sơ thay đổi từ lúc này, ví dụ 2026-11-30T00:00:00Z.")
    changed_until = MomentFilter(help_text="Hồ sơ thay đổi trước lúc này.")
    after = django_filters.CharFilter(
        max_length=60, help_text="`after` của trang trước: đọc tiếp từ đó."
    )
    limit = _limit()

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return the values. Raises Problem `invalid_request`, also for too many codes."""
        values = super().read(query)
        codes = values["code"]
        if len(codes) > MAX_CODES or any(len(code) > MAX_CODE_LENGTH for code in codes):
            raise refused("code", "too_many", f"Tối đa {MAX_CODES} mã, mỗi mã đúng độ dài.")
        return values


class CountParameters(Parameters):
    """GET integration/counts/."""

    first = django_filters.DateFilter(
        required=True, help_text="Từ ngày, dạng YYYY-MM-DD, giờ Việt Nam."
    )
    last = django_filters.DateFilter(
        required=True, help_text=f"Đến hết ngày; tối đa {MAX_DAYS} ngày."
    )

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return the values. Raises Problem `invalid_request`, also for too long a time."""
        values = super().read(query)
        if not timedelta(0) <= values["last"] - values["first"] < timedelta(days=MAX_DAYS):
            raise refused("last", "too_long", f"Từ 1 đến {MAX_DAYS} ngày, ngày cuối không trước.")
        return values


def refused(name: str, code: str, text: str) -> Problem:
    """Return the refusal of one parameter."""
    return Problem("invalid_request", errors=[FieldError(pointer("query", name), code, text)])
