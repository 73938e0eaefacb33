"""Counters of the trial: a commune with one desk, two departments with several."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from citizens.models import Citizen
from demo.people import People
from demo.story import FIRST_COMMUNE
from offices.working_time.calendar import ZONE
from reception.actions import booking, closing, desk
from reception.actions.booking import Visit
from reception.models import PriorityGroup, Queue, QueueNumber
from reception.windows import AHEAD, day_of

# The part of an office, its counter, desks, places of a window, those online, who waits now.
COUNTERS = (
    (FIRST_COMMUNE, "Một cửa", 1, 3, 2, 3),
    ("qlhc", "Căn cước, cư trú", 4, 8, 5, 9),
    ("xnc", "Hộ chiếu", 6, 10, 6, 14),
)
CLOSED = "xnc"
OLD = ("Người cao tuổi", "Luật Người cao tuổi 39/2009/QH12, Điều 3")


def create_numbers(people: People) -> int:
    """Make the counters with who is there now, an appointment and a closure; return the numbers."""
    old = PriorityGroup.objects.create(name=OLD[0], basis=OLD[1])
    for part, name, desks, places, online, waiting in COUNTERS:
        office = people.stage.parts[part]
        row = Queue.objects.create(office_id=office, name=name, places=places, online_places=online)
        for number in range(waiting):
            booking.walk_in(row, Visit(), priority=None if number % 5 else old)
        officer = people.officers.get(office, people.leader)
        for number in range(1, desks + 1):
            desk.call_next(row, officer, f"Bàn {number}")
        if part == CLOSED:
            _close_tomorrow(row, people.leader)
        elif part == FIRST_COMMUNE:
            _book(people.lan, row)
    return QueueNumber.objects.count()


def _book(citizen: Citizen, row: Queue) -> None:
    """Book the third of the next windows, where the citizen has a verified phone."""
    found = list(_windows(row))
    if citizen.phone_verified_at and len(found) > 2:  # noqa: PLR2004  # the third
        booking.book(citizen, row, found[2], Visit())


def _windows(row: Queue) -> Iterator[datetime]:
    now = timezone.now()
    for number in range(row.days_ahead):
        day = (now + timedelta(days=number)).astimezone(ZONE).date()
        yield from (at for at in day_of(row, day, ()).windows if at >= now + AHEAD)


def _close_tomorrow(row: Queue, leader: User) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    begins_at = noon + timedelta(days=1)
    closing.close(row, leader, begins_at, begins_at + timedelta(hours=6), "Tập huấn nghiệp vụ")
