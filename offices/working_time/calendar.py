"""The State's working calendar and the arithmetic of time limits.

Pure functions, without clock or database. The first day does not count; a last day on a day off
moves to the next working day (BLDS 2015 Đ147, Đ148k5); a limit in months ends on the same day of
the month, or on the month's last day (Đ148k3). Days off are data (BLLĐ 2019 Đ111–112). A year
without Tết in the data is refused, because its days can't be counted.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# [U] The usual day of a State office; it bounds limits in working hours and ends the last day of
# limits in hours.
MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13), time(17))
WORKING_PERIODS = (MORNING, AFTERNOON)
# Where its text says so, a same-day procedure received after this time is answered the next working
# day.
SAME_DAY_CUTOFF = time(15)
# A limit in days ends at 24:00 (BLDS Đ148k6); a second less keeps it on its date.
END_OF_DAY = time(23, 59, 59)
WEEKEND = (5, 6)
MAX_LIMIT = 10_000
_YEARS = range(1900, 9000)
UNITS = ("working_day", "day", "month", "hour", "working_hour")


NO_TET = "Chưa tính được ngày hẹn trả: lịch làm việc chưa có ngày nghỉ Tết của năm {year}."


class YearNotLoaded(ValueError):
    """A limit reaches a year without Tết in the calendar."""

    code = "calendar_year_missing"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(NO_TET.format(year=year))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off, make-up working days, and the known years."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    years_with_tet: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Return True if the State works on `day`. Raises YearNotLoaded for an unknown year."""
        if day.year not in self.years_with_tet:
            raise YearNotLoaded(day.year)
        return day in self.working_days or (
            day.weekday() not in WEEKEND and day not in self.days_off
        )

    def next_working_day(self, day: date) -> date:
        """Return `day` if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """Return the `count`-th working day after `start`; for 0, the first one from `start` on."""
        day = self.next_working_day(start) if count == 0 else start
        self.is_working_day(day)  # the year of the start must be known too
        for _ in range(_limit(count)):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def add_calendar_days(self, start: date, count: int) -> date:
        """Return the last of `count` days after `start`, moved to a working day."""
        return self._last_day(start, start + timedelta(days=_limit(count)))

    def add_months(self, start: date, count: int) -> date:
        """Return the day `count` months later as `months_later`, moved to a working day."""
        year = (start.year * 12 + start.month - 1 + _limit(count)) // 12
        self._require(start.year, year)
        return self._last_day(start, months_later(start, count))

    def add_hours(self, start: datetime, count: int) -> datetime:
        """Return the moment `count` hours after `start`.

        If it falls on a day off, it becomes the end of the next working day.
        """
        end = start + timedelta(hours=_limit(count))
        day = self._last_day(start.date(), end.date())
        return end if day == end.date() else datetime.combine(day, AFTERNOON[1], end.tzinfo)

    def add_working_hours(self, start: datetime, count: int) -> datetime:
        """Return the moment at which `count` working hours have passed since `start`."""
        left = timedelta(hours=_limit(count))
        for opens, closes in self.working_periods(start):
            if opens + left <= closes:
                return opens + left
            left -= closes - opens
        raise AssertionError  # the periods only end with YearNotLoaded

    def working_periods(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the periods of work from `start` on, the first one cut at `start`.

        Raises YearNotLoaded at the end of the last known year.
        """
        day = start.date()
        while True:
            for opens, closes in WORKING_PERIODS if self.is_working_day(day) else ():
                begin, end = (
                    datetime.combine(day, moment, start.tzinfo) for moment in (opens, closes)
                )
                if end > start:
                    yield max(begin, start), end
            day += timedelta(days=1)

    def years_without_tet(self, first: date, last: date) -> list[int]:
        """Return the years from `first` to `last` for which no limit can be computed."""
        years = range(first.year, last.year + 1)
        return [year for year in years if year not in self.years_with_tet]

    def _last_day(self, start: date, end: date) -> date:
        self._require(start.year, end.year)
        return self.next_working_day(end)

    def _require(self, first: int, last: int) -> None:
        """Raise YearNotLoaded for the first unknown year from `first` to `last`."""
        for year in range(first, last + 1):
            if year not in self.years_with_tet:
                raise YearNotLoaded(year)


def end_of(day: date) -> datetime:
    """Return the last second of a day in Vietnam."""
    return datetime.combine(day, END_OF_DAY, ZONE)


def end_of_days(start: datetime, count: int) -> datetime:
    """Return the end of a limit of `count` days, days off included; the first does not count."""
    return end_of(start.astimezone(ZONE).date() + timedelta(days=count))


def months_later(start: date, count: int) -> date:
    """Return the same day `count` months later, or that month's last day (BLDS Đ148k3)."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _limit(count: int) -> int:
    if not 0 <= count <= MAX_LIMIT:
        raise ValueError(f"Thời hạn phải từ 0 đến {MAX_LIMIT}.")
    return count


def due_at(
    accepted_at: datetime,
    value: int,
    unit: str,
    calendar: WorkingCalendar,
    *,
    same_day_cutoff: bool = False,
) -> date | datetime:
    """Return when a dossier is due: a date for a limit in days or months, a moment for hours.

    `same_day_cutoff` marks same-day procedures (limit 0) that answer requests received after
    15:00:00 on the next working day. Raises YearNotLoaded, and ValueError for an unknown unit, a
    naive moment or a limit out of bounds.
    """
    if accepted_at.tzinfo is None:
        raise ValueError("accepted_at needs a time zone")
    if accepted_at.year not in _YEARS:
        raise YearNotLoaded(accepted_at.year)  # also keeps the arithmetic within Python's years
    start = accepted_at.astimezone(ZONE)
    day = start.date()
    match unit:
        case "working_day" | "day" if value == 0:
            late = (
                same_day_cutoff and start.time() > SAME_DAY_CUTOFF and calendar.is_working_day(day)
            )
            return calendar.add_working_days(day, 1 if late else 0)
        case "working_day":
            return calendar.add_working_days(day, value)
        case "day":
            return calendar.add_calendar_days(day, value)
        case "month":
            return calendar.add_months(day, value)
        case "hour":
            return calendar.add_hours(start, value)
        case "working_hour":
            return calendar.add_working_hours(start, value)
        case _:
            raise ValueError(f"unknown unit {unit!r}")
