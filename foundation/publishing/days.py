"""Days in Vietnam, with their midnights."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Day:
    """A day in Vietnam; `begins` and `ends` are its midnights, in seconds since 1970."""

    date: date
    begins: float
    ends: float

    @classmethod
    def of(cls, day: date) -> "Day":
        """Return `day`."""
        return cls(day, _midnight(day), _midnight(day + timedelta(days=1)))

    @classmethod
    def today(cls) -> "Day":
        """Return today, by Vietnam's clock."""
        return cls.of(timezone.localdate(timezone=timezone.get_default_timezone()))


def day_in_vietnam(moment: datetime) -> date:
    """Return the day of `moment` by Vietnam's clock."""
    try:
        return timezone.localdate(moment, timezone.get_default_timezone())
    except OverflowError:  # seven hours later there is no year any more
        return date.max


def _midnight(day: date) -> float:
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
