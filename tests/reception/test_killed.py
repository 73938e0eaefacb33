"""A process that is killed half-way: nothing that it acknowledged is lost, nothing is doubled."""

import os
import signal
from collections import Counter

import pytest
from django.db import connection

from citizens.models import Notice
from reception.actions import booking, desk, restoring
from reception.actions.booking import Visit
from reception.models import QueueEvent, QueueNumber, Slot
from tests.at_once import RACE_ON_BOTH
from tests.reception.factories import booked, live, person, queue, staff, walked_in, window

pytestmark = RACE_ON_BOTH
MANY, ENOUGH = 40, 5


def killed_in(acts):
    """Let a child do acts one by one, kill it after the fifth; return what was acknowledged."""
    told, acknowledge = os.pipe()
    connection.close()  # each process has one of its own
    child = os.fork()
    if child == 0:
        try:
            for act in acts:
                os.write(acknowledge, b"%d\n" % act().pk)
        finally:
            os._exit(0)
    os.close(acknowledge)
    with os.fdopen(told) as lines:
        found = [int(next(lines)) for _number in range(ENOUGH)]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return found + [int(line) for line in lines if line.endswith("\n")]


def test_bookings_of_a_killed_process_stand_and_are_confirmed():
    row, people = queue(places=30, online_places=30), [person() for _ in range(MANY)]
    at = window(row, 20)
    kept = killed_in(lambda who=who: booking.book(who, row, at, Visit()) for who in people)
    numbers = QueueNumber.objects.filter(state="booked")
    assert set(kept) <= set(numbers.values_list("pk", flat=True))
    assert Notice.objects.filter(event="number_booked").count() == numbers.count()
    slot = Slot.objects.get()
    assert slot.taken == live(row) == numbers.count()
    labels = [*numbers.values_list("label", flat=True), booked(row, number=20).label]
    assert max(Counter(labels).values()) == 1


@pytest.mark.usefixtures("quick_services")
def test_calls_of_a_killed_process_stand_and_nobody_is_skipped():
    row = queue()
    officer, numbers = staff(row.office), [walked_in(row).pk for _ in range(MANY)]
    kept = killed_in(lambda: desk.call_next(row, officer, "Bàn 1") for _number in numbers)
    assert kept == numbers[: len(kept)]
    rest = [one.pk for one in iter(lambda: desk.call_next(row, officer, "Bàn 1"), None)]
    called = QueueEvent.objects.filter(move="call").order_by("pk").values_list("number", flat=True)
    assert list(called) == numbers
    assert rest == numbers[-len(rest) :]


def test_after_a_restore_no_number_is_given_twice():
    row = queue(places=30, online_places=30)
    first = booked(row, number=20)
    lost = {first.label, walked_in(row).label}
    restoring.skip_lost_numbers()
    given = {booked(row, number=20).label, walked_in(row).label}
    assert not lost & given
