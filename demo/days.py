"""The weeks of the demo: their working days, and random moments in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from demo.story import WEEKS
from offices.working_time.calendar import ZONE, WorkingCalendar

DAY = timedelta(days=1)
OPENS, CLOSES = time(7, 30), time(17)


@dataclass(frozen=True)
class Weeks:
    """The weeks up to `now`, on the State's calendar. One seed gives the same moments again."""

    now: datetime
    calendar: WorkingCalendar
    random: Random

    @property
    def first(self) -> date:
        """The first day."""
        return self.now.astimezone(ZONE).date() - DAY * (7 * WEEKS - 1)

    def days(self) -> list[date]:
        """Return every day up to today."""
        return [self.first + DAY * number for number in range(7 * WEEKS)]

    def worked(self) -> list[date]:
        """Return the days on which offices work. Raises YearNotLoaded."""
        return [day for day in self.days() if self.calendar.is_working_day(day)]

    def week(self, moment: datetime) -> int:
        """Return the number of the week that a moment falls in, from 0."""
        return (moment.astimezone(ZONE).date() - self.first).days // 7

    def some_time(self, day: date, opens: time = OPENS, closes: time = CLOSES) -> datetime:
        """Return a random moment of a day between two times."""
        begin, end = (datetime.combine(day, moment, ZONE) for moment in (opens, closes))
        return begin + timedelta(seconds=self.random.randrange(int((end - begin).total_seconds())))

    def later(self, moment: datetime, hours: float) -> datetime:
        """Return a moment about `hours` working hours later. Raises YearNotLoaded."""
        whole = int(hours)
        end = self.calendar.add_working_hours(moment.astimezone(ZONE), whole) if whole else moment
        return end + timedelta(
            minutes=self.random.randrange(2, 50), seconds=self.random.randrange(60)
        )

    def about(self, number: float) -> int:
        """Return a random whole number near `number`."""
        return max(round(self.random.gauss(number, number**0.5 * 0.6)), 0)

    def chance(self, share: float) -> bool:
        """Return True with the probability `share`."""
        return self.random.random() < share
