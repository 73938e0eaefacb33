"""What time does: reminders on the working day before, and days that are over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.records.one_by_one import OneByOne
from offices.snapshot import directory
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded
from reception.actions.moving import flow
from reception.models import QueueNumber
from reception.notices import tell_reminder
from reception.workflow import LIVE, Move, State

REMIND_FROM = 16  # o'clock


def remind(now: datetime) -> int:
    """Remind of the appointments up to the next working day; return how many there are.

    Before 16:00 of a working day nobody is reminded. Whoever was reminded is not told again.
    """
    today, calendar = timezone.localdate(now), directory.current().calendar
    last = _next_working_day(today, calendar)
    if timezone.localtime(now).hour < REMIND_FROM or last is None:
        return 0
    booked = QueueNumber.objects.filter(
        state=State.BOOKED, citizen__isnull=False, day__gt=today, day__lte=last
    )
    rows, each = booked.select_related("queue").order_by("pk"), OneByOne("number_not_reminded")
    for row in rows:
        with each.guard(number=row.pk), transaction.atomic():
            tell_reminder(row)
    each.end()
    return len(rows)


def _next_working_day(today: date, calendar: WorkingCalendar) -> date | None:
    """Return the working day after `today`, None on a day off; tomorrow in an unknown year."""
    try:
        return calendar.add_working_days(today, 1) if calendar.is_working_day(today) else None
    except YearNotLoaded:
        return today + timedelta(days=1)


def lapse(now: datetime) -> int:
    """End the numbers of days that are over; return how many."""
    keys = QueueNumber.objects.filter(day__lt=timezone.localdate(now), state__in=LIVE)
    rows, each = list(keys.order_by("pk")), OneByOne("number_not_ended")
    for row in rows:
        with each.guard(number=row.pk), transaction.atomic():
            flow.make_move(flow.lock(row), Move.LAPSE)
    each.end()
    return len(rows)
