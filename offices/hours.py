"""When an office receives citizens.

Pure functions over its hours, its exceptions and the working calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from offices.calendar import ZONE, WorkingCalendar

Period = tuple[time, time]
MONDAY = 1
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """Periods by ISO weekday, and by date where a date differs; an empty date is closed."""

    weekly: Mapping[int, tuple[Period, ...]] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[Period, ...]] = field(default_factory=dict)

    def periods(self, day: date, calendar: WorkingCalendar) -> tuple[Period, ...] | None:
        """Return the periods of `day`, or None when nobody said.

        An exception decides; else a public holiday is closed. A make-up day without hours of its
        own is worked like a Monday [U].
        """
        if day in self.exceptions:
            return self.exceptions[day]
        if not self.weekly:
            return None
        if day in calendar.days_off:
            return ()
        own = self.weekly.get(day.isoweekday(), ())
        return own or (self.weekly.get(MONDAY, ()) if day in calendar.working_days else ())

    def is_open(self, moment: datetime, calendar: WorkingCalendar) -> bool | None:
        """Tell whether the office is open at `moment`; None when its hours are not known."""
        local = moment.astimezone(ZONE)
        periods = self.periods(local.date(), calendar)
        return (
            None
            if periods is None
            else any(opens <= local.time() < closes for opens, closes in periods)
        )

    def opens_next(self, moment: datetime, calendar: WorkingCalendar) -> datetime | None:
        """Return when the office opens next after `moment`; None when that is not known.

        Not known: no hours, nothing within 60 days, or a year whose public holidays are not loaded.
        """
        return next(
            (
                opens
                for opens in self._openings(moment.astimezone(ZONE), calendar)
                if opens > moment
            ),
            None,
        )

    def _openings(self, local: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
        for offset in range(HORIZON_DAYS if self.weekly or self.exceptions else 0):
            day = local.date() + timedelta(days=offset)
            if day.year not in calendar.years_with_tet:
                return
            for opens, _closes in sorted(self.periods(day, calendar) or ()):
                yield datetime.combine(day, opens, ZONE)
