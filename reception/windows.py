"""The windows of a queue: computed from the opening hours, so that no row has to be made ahead.

Pure, except that `day_of` asks the directory in memory, and `require_open` the closures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from foundation.api.problems import Problem
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from offices.working_time.hours import Period
from reception.models import Closure, Queue

AHEAD = timedelta(minutes=30)
UNKNOWN = "Chưa rõ giờ tiếp dân của đơn vị ngày này. Ông/bà vẫn có thể đến trực tiếp."
OFF = "Đơn vị không tiếp dân ngày này."
TOO_LATE = "Chỉ đặt được trước giờ hẹn ít nhất 30 phút. Ông/bà vẫn có thể đến trực tiếp."
TOO_FAR = "Chỉ đặt được trước tối đa {days} ngày."
PAST = "Hôm nay không còn khung giờ nào đặt được. Ông/bà vẫn có thể đến trực tiếp."
NO_WINDOW = "Đơn vị không có khung giờ này."


def cut(day: date, periods: Iterable[Period], minutes: int) -> Iterator[datetime]:
    """Yield the beginnings of the windows that fit into the periods of a day."""
    step = timedelta(minutes=minutes)
    for opens, closes in sorted(periods):
        at, end = (datetime.combine(day, moment, ZONE) for moment in (opens, closes))
        while at + step <= end:
            yield at
            at += step


def covers(closure: Closure, begins_at: datetime, minutes: int) -> bool:
    """Return True if a closure takes a part of the window."""
    ends_at = begins_at + timedelta(minutes=minutes)
    return closure.begins_at < ends_at and begins_at < closure.ends_at


@dataclass(frozen=True)
class Day:
    """The windows of a day, and why there are none."""

    date: date
    windows: tuple[datetime, ...]
    why: str = ""

    def after(self, soonest: datetime, closures: Sequence[Closure]) -> "Day":
        """Return the windows from `soonest` on, and why nothing is left of the day."""
        left = tuple(at for at in self.windows if at >= soonest)
        why = next((one.said for one in closures if one.ends_at > soonest), PAST)
        return Day(self.date, left, "" if left else self.why or why)


def day_of(queue: Queue, day: date, closures: Sequence[Closure]) -> Day:
    """Return the windows of a queue on a day, whether or not they can still be booked."""
    held = directory.current()
    office = held.offices.get(queue.office_id)
    periods = office.schedule.periods(day, held.calendar) if office else None
    if periods is None:
        return Day(day, (), UNKNOWN)
    whole = tuple(cut(day, periods, queue.window_minutes))
    left = tuple(
        at for at in whole if not any(covers(one, at, queue.window_minutes) for one in closures)
    )
    if left:
        return Day(day, left)
    return Day(day, (), next((one.said for one in closures), OFF) if whole else OFF)


def closures_of(queue: Queue, first: date, last: date) -> list[Closure]:
    """Return the closures that touch these days."""
    begins = datetime.combine(first, datetime.min.time(), ZONE)
    ends = datetime.combine(last + timedelta(days=1), datetime.min.time(), ZONE)
    return list(Closure.objects.filter(queue=queue, begins_at__lt=ends, ends_at__gt=begins))


def last_day_of(queue: Queue, today: date) -> date:
    """Return the last day that can be booked."""
    return today + timedelta(days=queue.days_ahead)


def require_offered(queue: Queue, begins_at: datetime) -> None:
    """Raise Problem `window_not_offered`, which says why, unless it may be booked.

    Asks for no rows: whether the window is closed, `places.take` finds out.
    """
    now, day = timezone.now(), begins_at.astimezone(ZONE).date()
    if begins_at < now + AHEAD:
        raise Problem("window_not_offered", TOO_LATE)
    if day > last_day_of(queue, timezone.localdate(now)):
        raise Problem("window_not_offered", TOO_FAR.format(days=queue.days_ahead))
    _require_window(queue, begins_at, ())


def require_open(queue: Queue, begins_at: datetime) -> None:
    """Raise Problem `window_not_offered` with the reason of a closure that takes the window."""
    day = begins_at.astimezone(ZONE).date()
    _require_window(queue, begins_at, closures_of(queue, day, day))


def _require_window(queue: Queue, begins_at: datetime, closures: Sequence[Closure]) -> None:
    there = day_of(queue, begins_at.astimezone(ZONE).date(), closures)
    if begins_at not in there.windows:
        raise Problem("window_not_offered", there.why or NO_WINDOW)
