"""When an office receives citizens: pure arithmetic on its hours and the working calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from offices.working_time.calendar import ZONE, WorkingCalendar

Period = tuple[time, time]
MONDAY = 1
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """Periods by ISO weekday, and by date for exceptions; a date without periods is closed.

    On weekdays in `untimed` it is open, but nobody knows when.
    """

    weekly: Mapping[int, tuple[Period, ...]] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[Period, ...]] = field(default_factory=dict)
    untimed: frozenset[int] = frozenset()

    def periods(self, day: date, calendar: WorkingCalendar) -> tuple[Period, ...] | None:
        """Return the periods of `day`, or None if the hours are unknown.

        Exceptions come first; public holidays are closed. A make-up day without hours of its own
        has those of a Monday [U]. Hours are unknown in a year without known holidays.
        """
        if day in self.exceptions:
            return self.exceptions[day]
        if not self._is_known or day.year not in calendar.years_with_tet:
            return None
        if day in calendar.days_off:
            return ()
        as_monday = day in calendar.working_days and day.isoweekday() not in self.weekly
        weekday = MONDAY if as_monday else day.isoweekday()
        return None if weekday in self.untimed else self.weekly.get(weekday, ())

    @property
    def _is_known(self) -> bool:
        return bool(self.weekly or self.untimed)

    def is_open(self, moment: datetime, calendar: WorkingCalendar) -> bool | None:
        """Return True if the office is open at `moment`, None if its hours are unknown."""
        local = moment.astimezone(ZONE)
        periods = self.periods(local.date(), calendar)
        return (
            None
            if periods is None
            else any(opens <= local.time() < closes for opens, closes in periods)
        )

    def opens_next(self, moment: datetime, calendar: WorkingCalendar) -> datetime | None:
        """Return when the office opens next after `moment`; None if unknown.

        It is unknown without hours, without an opening within 60 days, or if the calendar lacks the
        year.
        """
        openings = self._openings(moment.astimezone(ZONE), calendar)
        return next((opens for opens in openings if opens > moment), None)

    def _openings(self, local: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
        for offset in range(HORIZON_DAYS if self._is_known or self.exceptions else 0):
            day = local.date() + timedelta(days=offset)
            periods = self.periods(day, calendar)
            if periods is None and self._is_known:
                return
            for opens, _closes in sorted(periods or ()):
                yield datetime.combine(day, opens, ZONE)
