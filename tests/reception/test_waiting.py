"""How long somebody may have to wait, and what is told while nobody knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reception import waiting
from reception.actions import booking, desk
from reception.models import QueueDay, QueueNumber
from reception.waiting import Wait
from tests.for_each import for_each
from tests.reception.factories import booked, queue, walked_in
from tests.reception.test_booking import NUMBERS

pytestmark = pytest.mark.django_db
NOW = "/api/v1/reception/queues/{}/now/"


def served(row, *minutes):
    """Make numbers that were served so long each, one after the other."""
    now = timezone.now()
    for number, took in enumerate(minutes, 1000):
        called = now - timedelta(hours=2) + timedelta(seconds=number)
        QueueNumber.objects.create(
            queue=row, day=timezone.localdate(), state="done", ordinal=number, label=f"K{number}",
            reference_at=called, called_at=called, ended_at=called + timedelta(minutes=took),
        )  # fmt: skip


@for_each(
    ("before", "desks", "wait"),
    [
        (0, 1, Wait(5, 10)),
        (3, 1, Wait(30, 40)),
        (3, 4, Wait(5, 10)),
        (9, 2, Wait(35, 50)),
        (3, 0, None),
    ],
)
def test_quartiles_for_those_before_and_oneself_by_desks(before, desks, wait):
    assert waiting.expected(before, [7.5] * 4 + [8.5] * 4 + [9.5] * 4, desks) == wait


def test_under_ten_services_nothing_is_said(api, counter, binh):
    served(counter, *[8] * 9)
    walked_in(counter)
    desk.call_next(counter, binh, "Bàn 1")
    shown = api.get(NOW.format(counter.pk)).json()
    assert (shown["wait_least"], shown["wait_most"]) == (None, None)


def test_who_waits_sees_the_range_and_it_is_kept(as_lan, lan, api, counter, binh, time_machine):
    served(counter, *[8] * 10)
    for _ in range(3):
        walked_in(counter)
    desk.call_next(counter, binh, "Bàn 1")
    time_machine.move_to("2026-11-23T02:01:00Z", tick=False)
    number = walked_in(counter, lan)
    shown = as_lan.get(f"{NUMBERS}{number.pk}/").json()
    assert (shown["before"], shown["wait_least"], shown["wait_most"]) == (2, 20, 25)
    assert (number.told_least, number.told_most) == (20, 25)
    board = api.get(NOW.format(counter.pk)).json()
    assert (board["wait_least"], board["wait_most"]) == (30, 35)


def test_who_comes_with_an_appointment_is_told_by_their_place(counter, binh):
    served(counter, *[8] * 10)
    number = booked(counter)
    walked_in(counter)
    desk.call_next(counter, binh, "Bàn 1")
    walked_in(counter)
    arrived = booking.arrive(number)  # its hour less thirty minutes: nine, as the other one's
    assert (arrived.told_least, arrived.told_most) == (5, 10)


def test_services_that_nobody_ended_do_not_count(counter):
    served(counter, *[8] * 9, 600)
    assert len(waiting.services_of([counter.pk])[counter.pk]) == 9


def test_the_last_thirty_of_each_queue_count(counter):
    other = queue(counter.office)
    served(counter, *[1] * 20, *[9] * 30)
    served(other, *[5] * 3)
    found = waiting.services_of([counter.pk, other.pk])
    assert (set(found[counter.pk]), len(found[counter.pk])) == ({9}, 30)
    assert found[other.pk] == [5, 5, 5]


def test_a_day_without_a_board_says_nothing(as_lan, lan, counter):
    number = walked_in(counter, lan)
    QueueDay.objects.all().delete()
    assert as_lan.get(f"{NUMBERS}{number.pk}/").json()["wait_least"] is None
