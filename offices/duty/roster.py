"""A week of shifts as one table, and the time in which nobody is on duty at the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from offices.models import DutyShift

DESK = DutyShift.Function.DESK
SOON = timedelta(hours=24)
Span = tuple[datetime, datetime]


def midnight(day: date) -> datetime:
    """Return when a day begins in Vietnam."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def gaps(covered: Iterable[Span], begins: datetime, ends: datetime) -> list[Span]:
    """Return the parts of this time that no span covers; pure."""
    found, free = [], begins
    for first, last in sorted(covered):
        if first > free:
            found.append((free, min(first, ends)))
        free = max(free, last)
        if free >= ends:
            return found
    return [*found, (free, ends)] if free < ends else found


@dataclass(frozen=True)
class Line:
    """One function: the shifts of each day of the week, and on which hours nobody is there."""

    function: DutyShift.Function
    days: Sequence[tuple[date, list[DutyShift], list[str]]]


def week_of(office: str, monday: date) -> list[Line]:
    """Return the week of an office; functions that it never has are left out. Costs one query."""
    begins, ends = midnight(monday), midnight(monday + timedelta(days=7))
    rows = list(
        DutyShift.objects.filter(office=office)
        .between(begins, ends)
        .select_related("officer", "deputy")
        .order_by("begins_at", "pk")
    )
    used = {DESK, *(row.function for row in rows)}
    return [_line(one, rows, monday) for one in DutyShift.Function if one in used]


def _line(function: DutyShift.Function, rows: list[DutyShift], monday: date) -> Line:
    own = [row for row in rows if row.function == function]
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        begins, ends = midnight(day), midnight(day + timedelta(days=1))
        begun = [row for row in own if begins <= row.begins_at < ends]
        free = gaps([(row.begins_at, row.ends_at) for row in own], begins, ends)
        days.append((day, begun, [_hours(*one) for one in free] if function == DESK else []))
    return Line(function, days)


def _hours(begins: datetime, ends: datetime) -> str:
    last = timezone.localtime(ends)
    until = "24:00" if last.hour == last.minute == 0 else f"{last:%H:%M}"
    return f"{timezone.localtime(begins):%H:%M}–{until}"


def week_address(office: str, day: date) -> str:
    """Return the address of the officers' page with the week of a day."""
    page = reverse("admin:offices_dutyshift_week")
    return f"{page}?{urlencode({'office': office, 'day': f'{day:%d/%m/%Y}'})}"
