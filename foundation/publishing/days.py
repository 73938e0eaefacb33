"""Days in Vietnam, with their midnights."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Day:
    """A day in Vietnam; `begins` and `ends` are its midnights, in seconds since 1970."""

    date: dt.date
    begins: float
    ends: float

    @classmethod
    def of(cls, day: dt.date) -> "Day":
        """Return `day`."""
        return cls(day, _midnight(day), _midnight(day + dt.timedelta(days=1)))

    @classmethod
    def today(cls) -> "Day":
        """Return today, by Vietnam's clock."""
        return cls.of(timezone.localdate(timezone=timezone.get_default_timezone()))


def day_in_vietnam(moment: dt.datetime) -> dt.date:
    """Return the day of `moment` by Vietnam's clock."""
    try:
        return timezone.localdate(moment, timezone.get_default_timezone())
    except OverflowError:  # seven hours later the year would be out of range
        return dt.date.max


def _midnight(day: dt.date) -> float:
    zone = timezone.get_default_timezone()
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
