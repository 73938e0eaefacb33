"""Vietnam's public holidays of a year, from the `holidays` library.

It includes the lunar dates, the day off after a holiday on a weekend (BLLĐ 2019 Đ111k3) and the
swaps that the Government has announced. Tết of a coming year is a guess until the Government
decides; officers confirm it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

from foundation.records.vietnamese import fold
from offices.models import CalendarDay

FIRST_YEAR, LAST_YEAR = 2020, 2100
SOURCE = (
    "Bộ luật Lao động 2019, Điều 111–112; ngày do thư viện holidays tính, chờ đối chiếu "
    "thông báo của Chính phủ"
)

_HOLIDAYS = (
    ("tet duong lich", CalendarDay.Holiday.NEW_YEAR),
    ("tet", CalendarDay.Holiday.TET),
    ("hung vuong", CalendarDay.Holiday.HUNG_KINGS),
    ("chien thang", CalendarDay.Holiday.REUNIFICATION),
    ("lao dong", CalendarDay.Holiday.LABOUR),
    ("quoc khanh", CalendarDay.Holiday.NATIONAL_DAY),
    ("van hoa", CalendarDay.Holiday.CULTURE_DAY),
)


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day for the calendar."""

    date: date
    kind: str
    holiday: str
    name: str


@cache
def public_days(year: int) -> tuple[PublicDay, ...]:
    """Return the days off and make-up working days of `year` in order."""
    found = holidays.country_holidays("VN", years=year, language="vi")
    days = [
        PublicDay(day, CalendarDay.Kind.DAY_OFF, _holiday(name), name)
        for day, name in found.items()
    ]
    worked = [_make_up_day(day) for day in found.weekend_workdays if day.year == year]
    return tuple(sorted([*days, *worked], key=lambda day: day.date))


def _make_up_day(day: date) -> PublicDay:
    return PublicDay(day, CalendarDay.Kind.WORKING_DAY, CalendarDay.Holiday.OTHER, "Ngày làm bù")


def _holiday(name: str) -> str:
    return next(
        (holiday for words, holiday in _HOLIDAYS if words in fold(name)), CalendarDay.Holiday.OTHER
    )
