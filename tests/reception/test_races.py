"""Several at once: nothing is oversold, called twice or left behind."""

from datetime import timedelta
from functools import reduce

import pytest
from django.db import connection, transaction
from django.utils import timezone

from citizens.locking import lock_citizen
from citizens.models import Notice
from foundation.api.problems import Problem
from reception.actions import booking, closing, desk
from reception.actions.booking import Visit
from reception.models import QueueEvent, QueueNumber, Slot
from reception.workflow import RULES, State
from tests.at_once import RACE_ON_BOTH, at_once
from tests.reception.factories import booked, live, person, queue, staff, walked_in, window

pytestmark = RACE_ON_BOTH
MANY = 12


def test_a_window_is_not_oversold():
    row, people = queue(), [person() for _ in range(MANY)]
    at = window(row, 20)
    results = at_once(MANY, lambda i: booking.book(people[i], row, at, Visit()))
    sold = [one for one in results if isinstance(one, QueueNumber)]
    refused = [one.type.code for one in results if isinstance(one, Problem)]
    assert sorted(one.label[-1] for one in sold) == ["1", "2", "3"]
    assert refused == ["window_full"] * (MANY - 3)
    assert Slot.objects.get().taken == 3


def test_one_citizen_books_once():
    row, who = queue(), person()
    at = window(row, 20)
    results = at_once(4, lambda _i: booking.book(who, row, at, Visit()))
    assert sum(isinstance(one, QueueNumber) for one in results) == 1


def test_no_number_is_called_twice():
    row = queue()
    officer = staff(row.office)
    numbers = [walked_in(row) for _ in range(MANY)]
    called = at_once(4, lambda i: [desk.call_next(row, officer, f"Bàn {i}") for _ in range(3)])
    assert sorted(one.pk for each in called for one in each) == [one.pk for one in numbers]


def test_two_who_change_places_do_not_wait_for_each_other():
    row = queue(online_places=4)
    first, second = booked(row, number=20), booked(row, number=21)
    wishes = [(first, second.begins_at), (second, first.begins_at)]
    results = at_once(2, lambda i: booking.move(*wishes[i]))
    assert [one for one in results if not isinstance(one, QueueNumber)] == []
    assert list(Slot.objects.values_list("taken", flat=True)) == [1, 1]


def test_a_move_and_a_cancellation_leave_the_right_number_of_places():
    row = queue()
    number = booked(row, number=20)
    later = window(row, 21)
    at_once(2, lambda i: booking.cancel(number) if i else booking.move(number, later))
    number.refresh_from_db()
    assert sum(Slot.objects.values_list("taken", flat=True)) == live(row)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer")
def test_a_closure_waits_for_nobody_who_is_booking():
    """Who books holds their own row, and may wait for a window that the closure holds."""
    row, who = queue(), person()
    booked(row, who=who, number=20)
    leader, now = staff(row.office), timezone.now()

    def close(_i):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            return closing.close(row, leader, now, now + timedelta(days=20), "Mất điện")

    with transaction.atomic():
        lock_citizen(who.pk)
        assert at_once(1, close) == ["Đã đóng, 1 lịch hẹn được báo"]


def test_a_cancellation_and_a_closure_end_a_booking_once():
    row, now = queue(), timezone.now()
    numbers = [booked(row, number=20) for _ in range(3)]
    leader = staff(row.office)

    def act(i):
        if i < len(numbers):
            return booking.cancel(numbers[i])
        return closing.close(row, leader, now, now + timedelta(days=20), "Mất điện")

    at_once(len(numbers) + 1, act)
    ends = QueueEvent.objects.filter(move__in=["cancel", "close"]).values_list("number", flat=True)
    assert sorted(ends) == sorted(one.pk for one in numbers)
    assert set(Slot.objects.values_list("taken", flat=True)) == {0}
    told = Notice.objects.filter(event="number_closed").count()
    assert told == QueueNumber.objects.filter(state="closed").count()


def test_who_left_is_never_called_and_nobody_is_at_two_desks():
    """One desk serves; at the other nobody comes: they wait again, and may leave or be called."""
    row = queue()
    officer, numbers = staff(row.office), [walked_in(row) for _ in range(MANY)]

    def act(i):
        if i < 2:
            where = f"Bàn {i}"
            return [desk.call_next(row, officer, where, came=i == 0) for _ in range(MANY // 2)]
        return [_left(one) for one in numbers[i - 2 :: 4]]

    calling = at_once(4, act)[:2]
    assert [one for one in calling if not isinstance(one, list)] == []
    for number in QueueNumber.objects.all():
        story = list(number.events.order_by("pk").values_list("move", flat=True))
        assert _end_of(story) == number.state, story
        assert {"call", "leave"} & set(story), "lost"
    for where in ("Bàn 0", "Bàn 1"):
        at_desk = QueueEvent.objects.filter(desk=where).order_by("pk")
        assert {one.move == "call" for one in at_desk[::2]} == {True}
        assert {one.move == "call" for one in at_desk[1::2]} <= {False}


def _end_of(story):
    """Return where these moves lead, one after another: what was decided on old news leads nowhere.

    Whoever left has no move any more, and only who waits is called.
    """
    assert story[0] == "take"
    return reduce(lambda state, move: RULES[move].ends[state], story[1:], State.WAITING)


def _left(number):
    """Leave, unless the number is called at this moment."""
    try:
        return booking.cancel(number)
    except Problem as refused:
        return refused


def test_a_move_into_a_window_that_is_being_closed_leaves_nobody_behind():
    row = queue()
    number, later = booked(row, number=20), window(row, 40)
    leader, day = staff(row.office), window(row, 40)

    def act(i):
        if i:
            return booking.move(number, later)
        return closing.close(row, leader, day, day + timedelta(hours=1), "Mất điện")

    at_once(2, act)
    number.refresh_from_db()
    assert (number.state, number.begins_at == later) in {("closed", True), ("booked", False)}
    assert sum(Slot.objects.values_list("taken", flat=True)) == live(row)


def test_a_closure_leaves_nobody_behind():
    row, people = queue(places=20, online_places=20), [person() for _ in range(MANY)]
    leader, at = staff(row.office), window(row, 20)

    def act(i):
        if i:
            return booking.book(people[i - 1], row, at, Visit())
        now = timezone.now()
        return closing.close(row, leader, now, now + timedelta(days=20), "Mất điện")

    at_once(MANY + 1, act)
    numbers = QueueNumber.objects.all()
    assert set(numbers.values_list("state", flat=True)) <= {"closed"}
    told = Notice.objects.filter(event="number_closed")
    assert sorted(told.values_list("citizen", flat=True)) == sorted(
        numbers.values_list("citizen", flat=True)
    )
    assert set(Slot.objects.values_list("taken", "closed")) == {(0, True)}
