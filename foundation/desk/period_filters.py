"""Filters of lists by days: rows whose moment lies between two days, both included.

Bars of charts open lists with them. The value is written `2026-11-01_2026-11-30`.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from foundation.desk.dates import YEARS

_DAY = timedelta(days=1)
_MONTHS = 12  # offered to choose from
_BETWEEN = "_"


def days_value(first: date, last: date) -> str:
    """Return the days as the value of a PeriodFilter.

    >>> days_value(date(2026, 11, 1), date(2026, 11, 30))
    '2026-11-01_2026-11-30'
    """
    return f"{first.isoformat()}{_BETWEEN}{last.isoformat()}"


def read_days(value: str | None) -> tuple[date, date] | None:
    """Return the days that a value names, None for anything else.

    >>> read_days("2026-11-01_2026-11-30")
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))
    >>> read_days("x"), read_days("2026-11-30_2026-11-01"), read_days(None)
    (None, None, None)
    """
    first, _between, last = (value or "").partition(_BETWEEN)
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    known = all(day.year in YEARS for day in found)
    return found if known and found[0] <= found[1] else None


def in_words(first: date, last: date) -> str:
    """Return the days as officers write them: a month by its name.

    >>> in_words(date(2026, 11, 1), date(2026, 11, 30))
    'tháng 11/2026'
    >>> in_words(date(2026, 11, 2), date(2026, 11, 8)), in_words(*[date(2026, 11, 2)] * 2)
    ('02/11/2026 – 08/11/2026', '02/11/2026')
    """
    if first.day == 1 and (last + _DAY).day == 1 and last - first < _DAY * 31:
        return f"tháng {first:%m/%Y}"
    if first == last:
        return f"{first:%d/%m/%Y}"
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def months_until(day: date) -> list[tuple[date, date]]:
    """Return first and last day of the months to choose from, the newest first."""
    found: list[tuple[date, date]] = []
    last = (day.replace(day=28) + _DAY * 4).replace(day=1) - _DAY
    while len(found) < _MONTHS:
        found.append((last.replace(day=1), last))
        last = found[-1][0] - _DAY
    return found


def recent_days(today: date) -> list[tuple[tuple[date, date], str]]:
    """Return what officers look for most often, in words."""
    yesterday = today - _DAY
    return [
        ((today, today), "Hôm nay"),
        ((yesterday, yesterday), "Hôm qua"),
        ((today - 6 * _DAY, today), "7 ngày qua"),
        ((today - 29 * _DAY, today), "30 ngày qua"),
    ]


class PeriodFilter(DropdownFilter):
    """Filter rows by the day of `column`. Subclasses set title and parameter."""

    column = ""

    def lookups(self, request: HttpRequest, _page: Any) -> list[tuple[str, str]]:
        """Offer recent days, the newest months, and the days that a link has chosen."""
        today = timezone.localdate()
        offered = dict(recent_days(today))
        offered |= {one: in_words(*one) for one in months_until(today) if one not in offered}
        asked = read_days(request.GET.get(str(self.parameter_name)))
        if asked and asked not in offered:
            offered = {asked: in_words(*asked), **offered}
        return [(days_value(*one), words) for one, words in offered.items()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows of the chosen days; what is no pair of days chooses none."""
        if not self.value():
            return queryset
        days = read_days(self.value())
        return queryset.filter(**moments(self.column, *days)) if days else queryset.none()


def moments(column: str, first: date, last: date) -> dict[str, datetime]:
    """Return the filters for a column of moments that lie in these days of Vietnam."""
    begin, end = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + _DAY)
    )
    return {f"{column}__gte": begin, f"{column}__lt": end}
