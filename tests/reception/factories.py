"""Counters and numbers for tests."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import User
from django.utils import timezone

from offices.models import Office, Officer
from offices.snapshot import directory
from reception.actions import booking
from reception.actions.booking import Visit
from reception.models import PriorityGroup, Queue, QueueNumber
from reception.windows import AHEAD, day_of, last_day_of
from reception.workflow import LIVE
from tests import rights
from tests.citizens.factories import citizen
from tests.offices.factories import calendar_2026_2027, hours, office

_numbers = count(1)


def queue(place=None, **values):
    """Return a counter of an office with hours."""
    place = place or Office.objects.filter(pk="ca-xa-hen").first() or office("ca-xa-hen")
    if not place.hours.exists():
        hours(place)
        calendar_2026_2027()
        directory.forget()
    return Queue.objects.create(
        **{"office": place, "name": f"Một cửa {next(_numbers)}", "days_ahead": 30, **values}
    )


def window(row, number=0):
    """Return the beginning of a window of a queue that can be booked."""
    today = timezone.localdate()
    days = (today + timedelta(days=i) for i in range((last_day_of(row, today) - today).days))
    soonest = timezone.now() + AHEAD
    found = [at for day in days for at in day_of(row, day, ()).windows if at >= soonest]
    return found[number]


def person(**values):
    """Return a citizen with a verified phone."""
    return citizen(f"+8491{next(_numbers):07}", **values)


def booked(row=None, who=None, number=0, **visit):
    """Return an appointment."""
    row = row or queue()
    return booking.book(who or person(), row, window(row, number), Visit(**visit))


def walked_in(row=None, who=None, name="", **columns):
    """Return the number of somebody who came."""
    return booking.walk_in(row or queue(), Visit(visitor_name=name), citizen=who, **columns)


def group(**values):
    """Return a group that is called first."""
    return PriorityGroup.objects.create(
        **{"name": "Người cao tuổi", "basis": "Luật 39/2009/QH12, Điều 3", **values}
    )


def staff(place, *permissions):
    """Return an officer of an office, who serves the counter and leads it unless told otherwise."""
    user = User.objects.create_user(f"quay-{next(_numbers)}", is_staff=True)
    Officer.objects.create(office=place, user=user, public_name="Đại úy Trần Thị Bình")
    names = permissions or ("serve_queuenumber", "change_queue", "view_queue", "view_queuenumber")
    rights.grant(user, rights.named(*(f"reception.{name}" for name in names)))
    return user


def live(row):
    """Return how many people hold places of a counter."""
    return QueueNumber.objects.filter(queue=row, slot__isnull=False, state__in=LIVE).count()
