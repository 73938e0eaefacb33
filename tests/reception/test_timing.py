"""Reminders, and days that are over."""

import pytest
from django.utils import timezone

from citizens.models import Notice
from reception.actions import desk, timing
from reception.models import QueueNumber
from tests.reception.factories import booked, person, queue, staff, walked_in

pytestmark = pytest.mark.django_db
FRIDAY = "2026-11-27T02:00:00Z"


def remind(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    timing.remind(timezone.now())
    return Notice.objects.filter(event="number_reminder").count()


def test_the_working_day_before_reminds_once(time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    row = queue()
    booked(row, number=13)  # Monday
    booked(row, number=30)  # Tuesday
    assert QueueNumber.objects.filter(day="2026-11-30").count() == 1
    assert remind(time_machine, "2026-11-27T08:59:00Z") == 0
    assert remind(time_machine, "2026-11-27T09:00:00Z") == 1
    assert remind(time_machine, "2026-11-27T11:00:00Z") == 1
    assert remind(time_machine, "2026-11-28T09:00:00Z") == 1  # Saturday
    assert remind(time_machine, "2026-11-30T09:00:00Z") == 2


def test_days_that_are_over_end_their_numbers(time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    row, who = queue(), person()
    missed, ahead = booked(row, who=who), booked(row, number=13)
    called, waiting = walked_in(row), walked_in(row)
    desk.call_next(row, staff(row.office), "Bàn 1")
    time_machine.move_to("2026-11-28T02:00:00Z", tick=False)
    assert timing.lapse(timezone.now()) == 3
    assert timing.lapse(timezone.now()) == 0
    for number in (missed, ahead, called, waiting):
        number.refresh_from_db()
    assert [one.state for one in (missed, ahead, called, waiting)] == [
        "no_show", "booked", "done", "left",
    ]  # fmt: skip
