"""Area officers and shifts of the trial: forty quarters and hamlets, a week of shifts, one gap."""

from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from demo.people import People
from demo.story import FIRST_COMMUNE
from offices.duty import actions
from offices.duty.roster import midnight
from offices.models import Beat, BeatDuty, DutyShift, Office, Officer

QUARTERS, UNCHECKED = 34, 2
HAMLETS = ("Xóm Đồng", "Xóm Chùa", "Xóm Giữa", "Thôn Thượng", "Thôn Hạ", "Thôn Bến")
DAYS, HOURS = 14, 12  # last week, too: it can be copied


def create_duty(people: People) -> int:
    """Make the beats and shifts of the first commune; return the number of beats."""
    office = Office.objects.get(pk=people.stage.parts[FIRST_COMMUNE])
    posts = cycle(Officer.objects.filter(office=office).order_by("pk"))
    today = timezone.localdate()
    names = [*(f"Tổ {number}" for number in range(1, QUARTERS + 1)), *HAMLETS]
    for number, name in enumerate(names):
        beat = Beat(office=office, name=name, checked_on=today - timedelta(days=number))
        beat.kind = Beat.Kind.QUARTER if number < QUARTERS else Beat.Kind.HAMLET
        if number >= len(names) - UNCHECKED:
            beat.checked_on = today - timedelta(days=120)
        actions.save(beat)
        since = today - timedelta(days=200)
        actions.save(BeatDuty(beat=beat, officer=next(posts), first_day=since))
    _create_shifts(office, [next(posts), next(posts)])
    return len(names)


def _create_shifts(office: Office, posts: list[Officer]) -> None:
    """Make two shifts a day of last week and this; the one after next is missing."""
    now = timezone.now()
    today = timezone.localdate(now)
    begins = midnight(today - timedelta(days=today.weekday() + 7)) + timedelta(hours=7, minutes=30)
    coming = 0
    for number in range(DAYS * 24 // HOURS):
        begins_at = begins + timedelta(hours=HOURS * number)
        coming += begins_at > now
        if coming != 1 or begins_at <= now:
            shift = DutyShift(office=office, officer=posts[number % 2], begins_at=begins_at)
            shift.ends_at = begins_at + timedelta(hours=HOURS)
            actions.save(shift)
