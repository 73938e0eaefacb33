"""Query parameters of the counter."""

from typing import Any

import django_filters
from django.http import QueryDict

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters
from foundation.api.problems import FieldError, Problem, pointer
from reception.workflow import LIVE

MOST_DAYS = 31


class QueueParameters(Parameters):
    """Which counters."""

    office = django_filters.CharFilter(max_length=60, help_text="Mã đơn vị; hoặc gửi `queue`.")
    queue = django_filters.NumberFilter(
        min_value=1, max_value=2**31 - 1, help_text="Số của một quầy, như trong mã trên màn hình."
    )
    procedure = django_filters.CharFilter(
        max_length=60, help_text="Mã thủ tục: quầy không nhận thủ tục này thì nói vì sao."
    )

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Require an office or a queue."""
        values = super().read(query)
        if not values["office"] and values["queue"] is None:
            error = FieldError(pointer("query", "office"), "required", "Gửi mã đơn vị hoặc quầy.")
            raise Problem("invalid_request", errors=[error])
        return values


class WindowParameters(Parameters):
    """Which days."""

    first = django_filters.DateFilter(help_text="Từ ngày, dạng YYYY-MM-DD; mặc định hôm nay.")
    last = django_filters.DateFilter(
        help_text=f"Đến hết ngày; mặc định ngày cuối đặt được, nhiều nhất {MOST_DAYS} ngày."
    )
    first.documented_as = last.documented_as = {"type": "string", "format": "date"}


class OwnParameters(Parameters, PageParameters):
    """Which of one's own numbers."""

    part = django_filters.ChoiceFilter(
        choices=[("live", "Còn hiệu lực"), ("all", "Tất cả")],
        help_text=f"«live» chỉ số còn hiệu lực: {', '.join(LIVE)}.",
    )
