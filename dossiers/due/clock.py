"""When a dossier is due: its limit on the working calendar, without the pauses.

Pure: no database. The limit starts when the dossier is accepted (NĐ 118/2025 as amended by
309/2026); the first day does not count, and a last day on a day off moves on (BLDS 2015 Đ147–148):
`offices.working_time.calendar`. The clock pauses in the statuses 5, 6 and 8. For limits in days
this means: a day does not count if the clock stands still when it ends. So a pause from Monday to
Wednesday costs two days, a pause within a day costs none, and nothing is due while it lasts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dossiers.workflow import PAUSED, Status
from offices.working_time.calendar import ZONE, WorkingCalendar, due_at, end_of, months_later
from offices.working_time.due_times import last_nearly_day

DAY = timedelta(days=1)
HOURS = ("hour", "working_hour")
Pause = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the due date depends on. An extension is a new last day, set at `extended_at`."""

    accepted_at: datetime
    value: int
    unit: str
    same_day_cutoff: bool = False
    extended_at: datetime | None = None
    extended_to: date | None = None


def local_day(moment: datetime) -> date:
    """Return the day in Vietnam."""
    return moment.astimezone(ZONE).date()


def pauses_of(changes: Iterable[tuple[datetime, str]]) -> list[Pause]:
    """Return the pauses that have ended, from (moment, new status) in order."""
    ended: list[Pause] = []
    since: datetime | None = None
    for moment, status in changes:
        if Status(status) in PAUSED:
            since = since or moment
        elif since:
            ended += pause(since, moment)
            since = None
    return ended


def pause(since: datetime, until: datetime) -> list[Pause]:
    """Return the pause between, none if it ended before we heard that it had begun."""
    return [(since, until)] if until > since else []


def due(terms: Terms, pauses: Sequence[Pause], calendar: WorkingCalendar) -> datetime:
    """Return the moment until which the dossier is due.

    Raises YearNotLoaded if it needs a year whose Tết is not loaded, ValueError for an unknown unit.
    """
    if terms.extended_at and terms.extended_to:
        days = (terms.extended_to - local_day(terms.extended_at)).days
        extended = Terms(terms.extended_at, days, "day")
        return due(extended, [pause for pause in pauses if pause[1] > terms.extended_at], calendar)
    if terms.unit in HOURS:
        return _by_hours(terms, pauses, calendar)
    return end_of(_by_days(terms, paused_days(pauses), calendar))


def paused_days(pauses: Iterable[Pause]) -> frozenset[date]:
    """Return the days at whose end the clock stands still."""
    return frozenset(day for pause in pauses for day in _days(*pause))


def _days(start: datetime, end: datetime) -> list[date]:
    first, last = local_day(start), local_day(end)  # on the last day the clock runs at midnight
    return [first + DAY * i for i in range((last - first).days)]


def _by_days(terms: Terms, paused: frozenset[date], calendar: WorkingCalendar) -> date:
    """Count on a calendar where paused days are not worked: they neither count nor end a limit."""
    running = _running_calendar(calendar, paused)
    if paused and terms.value and terms.unit in ("day", "month"):
        start = local_day(terms.accepted_at)
        return running.add_calendar_days(
            start, _stretched(start, _nominal_days(terms, start), paused)
        )
    return local_day(
        _moment(
            due_at(
                terms.accepted_at,
                terms.value,
                terms.unit,
                running,
                same_day_cutoff=terms.same_day_cutoff,
            )
        )
    )


def _running_calendar(calendar: WorkingCalendar, paused: frozenset[date]) -> WorkingCalendar:
    return (
        replace(
            calendar,
            days_off=calendar.days_off | paused,
            working_days=calendar.working_days - paused,
        )
        if paused
        else calendar
    )


def _nominal_days(terms: Terms, start: date) -> int:
    """Return how many days the limit has before its end is moved; a month's depend on its start."""
    return terms.value if terms.unit == "day" else (months_later(start, terms.value) - start).days


def _stretched(start: date, days: int, paused: frozenset[date]) -> int:
    """Return `days` plus the paused days among them, and among those that this adds."""
    total = days
    while (longer := days + sum(start < day <= start + DAY * total for day in paused)) != total:
        total = longer
    return total


def _by_hours(terms: Terms, pauses: Sequence[Pause], calendar: WorkingCalendar) -> datetime:
    start = terms.accepted_at.astimezone(ZONE)
    later = [pause for pause in pauses if pause[1] > start]
    if not later:
        return _moment(due_at(start, terms.value, terms.unit, calendar))
    stretches, left = _running(start, later), timedelta(hours=terms.value)
    if terms.unit == "working_hour":
        return _worked_off(left, stretches, calendar.working_periods(start))
    end = _worked_off(left, stretches, iter([(start, datetime.max.replace(tzinfo=ZONE))]))
    moved = calendar.add_hours(end, 0)  # from a day off to a day at whose end the clock runs
    return (
        end if moved == end else _running_calendar(calendar, paused_days(later)).add_hours(end, 0)
    )


def _worked_off(
    left: timedelta,
    stretches: Sequence[tuple[datetime, datetime]],
    periods: Iterable[tuple[datetime, datetime]],
) -> datetime:
    """Return the moment at which `left` has passed inside both the stretches and the periods."""
    for opens, closes in periods:
        for begin, end in stretches:
            part = (max(opens, begin), min(closes, end))
            if part[1] > part[0]:
                if left <= part[1] - part[0]:
                    return part[0] + left
                left -= part[1] - part[0]
    raise AssertionError  # periods end only with YearNotLoaded; the last stretch has no end


def _running(start: datetime, pauses: Sequence[Pause]) -> list[tuple[datetime, datetime]]:
    """Return the stretches in which the clock runs; the last one has no real end."""
    edges = [
        start,
        *(max(edge, start).astimezone(ZONE) for pause in pauses for edge in pause),
        datetime.max.replace(tzinfo=ZONE),
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _moment(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else end_of(moment)


def is_same_promise(one: datetime | None, other: datetime | None, unit: str) -> bool:
    """Return True if two due moments are the same promise.

    Limits in hours promise a moment, the others a day.
    """
    if one is None or other is None or unit in HOURS:
        return one == other
    return local_day(one) == local_day(other)


def follow(promised: datetime, reckoned: datetime, anew: datetime) -> datetime:
    """Return the promise after its limit, which gave `reckoned`, gives `anew`.

    A day that was promised by itself, and is not the one on which the limit ends, stays.
    """
    if promised == reckoned:
        return anew
    if local_day(promised) != local_day(reckoned) or local_day(reckoned) == local_day(anew):
        return promised
    return end_of(local_day(anew))


def horizon(now: datetime, working_days: int, calendar: WorkingCalendar) -> datetime:
    """Return the moment until which a due date is «nearly due»: the end of that many working days.

    If the year's calendar is missing it is that many days, so that a list never fails.
    """
    return end_of(last_nearly_day(local_day(now), working_days, calendar))


def is_late(due_moment: datetime | None, until: datetime) -> bool:
    """Return True if `until` is after the due moment.

    `until` is now, the start of a pause, or the completion.
    """
    return due_moment is not None and until > due_moment
