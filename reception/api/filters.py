"""Query parameters of the counter."""

import django_filters

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters
from reception.workflow import LIVE

MOST_DAYS = 31


class QueueParameters(Parameters):
    """Which counters."""

    office = django_filters.CharFilter(max_length=60, help_text="Mã đơn vị.", required=True)
    procedure = django_filters.CharFilter(
        max_length=60, help_text="Mã thủ tục: quầy không nhận thủ tục này thì nói vì sao."
    )


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
