"""Claims of rows: one holder at a time, and nothing is written by one that lost it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from citizens.models import Delivery
from foundation.work import claims
from foundation.work.claims import FREE
from tests.at_once import at_once
from tests.citizens.factories import delivery, notice

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=2)


def due():
    return Delivery.objects.filter(state="waiting").order_by("pk")


def take(worker="w1", limit=10):
    return claims.claim(due(), worker, LEASE, limit, state="claimed")


def how(row):
    row.refresh_from_db()
    return row.state, row.claimed_by, row.lease_until


@pytest.fixture
def row():
    return delivery(notice())


def test_as_many_as_are_wanted_are_taken_in_their_order(row):
    second, third = delivery(notice()), delivery(notice())
    assert [one.pk for one in take(limit=2)] == [row.pk, second.pk]
    assert how(third) == ("waiting", "", None)


def test_what_one_holds_another_does_not_take(row):
    (mine,) = take()
    assert take("w2") == []
    assert how(row) == ("claimed", "w1", mine.lease_until)


def test_who_settles_writes_and_lets_go(row):
    (mine,) = take()
    assert mine.settle(state="sent", channel="phone", finished_at=timezone.now())
    assert how(row) == ("sent", "", None)


def test_who_goes_on_holds_for_longer_and_by_the_new_claim_only(row, time_machine):
    (mine,) = take()
    time_machine.move_to(timezone.now() + LEASE / 2)
    longer = mine.hold(LEASE, why="fault")
    assert how(row) == ("claimed", "w1", longer.lease_until)
    assert longer.lease_until > mine.lease_until
    assert not mine.settle(state="sent")
    assert mine.hold(LEASE) is None
    assert longer.settle(state="waiting")


@pytest.mark.parametrize("again", ["w1", "w2"])
def test_who_lost_the_row_writes_nothing_though_it_holds_it_again(row, time_machine, again):
    """A result of the first claim is not one of the second, even of the same worker."""
    (mine,) = take()
    time_machine.move_to(timezone.now() + LEASE + timedelta(seconds=1))
    lapsed = Delivery.objects.filter(lease_until__lt=timezone.now())
    assert claims.sweep(lapsed, state="waiting", uncertain=True) == 1
    (other,) = take(again)
    before = how(row)
    assert not mine.settle(state="sent")
    assert mine.hold(LEASE) is None
    assert not mine.row().exists()
    assert how(row) == before
    assert other.settle(state="waiting")


def test_a_sweep_lets_go_and_writes_what_its_room_says(row):
    take()
    claims.sweep(Delivery.objects.filter(state="claimed"), state="waiting", why="lapsed")
    assert how(row) == ("waiting", *FREE.values())
    assert row.why == "lapsed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
def test_many_at_once_take_each_row_once():
    for _number in range(40):
        delivery(notice())
    taken = at_once(8, lambda number: [one.pk for one in take(f"w{number}", limit=8)])
    assert sorted(pk for some in taken for pk in some) == sorted(
        Delivery.objects.filter(state="claimed").values_list("pk", flat=True)
    )
