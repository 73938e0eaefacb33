"""Days, weeks, months and years in a row. Pure functions."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Grain(StrEnum):
    """The length of a period; the values occur in addresses."""

    DAY = "ngay"
    WEEK = "tuan"
    MONTH = "thang"
    YEAR = "nam"


TITLES: Mapping[Grain, str] = {
    Grain.DAY: "Ngày",
    Grain.WEEK: "Tuần",
    Grain.MONTH: "Tháng",
    Grain.YEAR: "Năm",
}
# How many periods a chart shows.
SHOWN: Mapping[Grain, int] = {
    Grain.DAY: 30,
    Grain.WEEK: 26,
    Grain.MONTH: 13,
    Grain.YEAR: 5,
}


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    grain: Grain
    first: date
    last: date

    @property
    def label(self) -> str:
        """Its short name, for an axis.

        >>> period_of(Grain.WEEK, date(2026, 11, 24)).label
        'T48'
        >>> period_of(Grain.MONTH, date(2026, 11, 24)).label
        '11/26'
        """
        return _LABELS[self.grain](self.first)

    @property
    def name(self) -> str:
        """Its full name.

        >>> period_of(Grain.WEEK, date(2026, 11, 24)).name
        'tuần 23/11–29/11/2026'
        """
        return _NAMES[self.grain](self)

    def before(self) -> "Period":
        """Return the period before this one."""
        return period_of(self.grain, self.first - DAY)


_LABELS: Mapping[Grain, Callable[[date], str]] = {
    Grain.DAY: lambda first: f"{first:%d/%m}",
    Grain.WEEK: lambda first: f"T{first.isocalendar().week}",
    Grain.MONTH: lambda first: f"{first:%m/%y}",
    Grain.YEAR: lambda first: f"{first:%Y}",
}
_NAMES: Mapping[Grain, Callable[[Period], str]] = {
    Grain.DAY: lambda period: f"ngày {period.first:%d/%m/%Y}",
    Grain.WEEK: lambda period: f"tuần {period.first:%d/%m}–{period.last:%d/%m/%Y}",
    Grain.MONTH: lambda period: f"tháng {period.first:%m/%Y}",
    Grain.YEAR: lambda period: f"năm {period.first:%Y}",
}


def period_of(grain: Grain, day: date) -> Period:
    """Return the period of `day`; weeks begin on Monday."""
    match grain:
        case Grain.WEEK:
            first = day - DAY * day.weekday()
            return Period(grain, first, first + DAY * 6)
        case Grain.MONTH:
            last = monthrange(day.year, day.month)[1]
            return Period(grain, day.replace(day=1), day.replace(day=last))
        case Grain.YEAR:
            return Period(grain, day.replace(month=1, day=1), day.replace(month=12, day=31))
    return Period(grain, day, day)


def periods_until(grain: Grain, day: date, number: int) -> tuple[Period, ...]:
    """Return `number` consecutive periods, the last one containing `day`.

    >>> [period.label for period in periods_until(Grain.MONTH, date(2026, 1, 31), 3)]
    ['11/25', '12/25', '01/26']
    """
    found = [period_of(grain, day)]
    while len(found) < number:
        found.append(found[-1].before())
    return tuple(reversed(found))
