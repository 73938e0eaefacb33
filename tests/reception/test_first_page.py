"""What the counter shows on the first page, and the figures of leaders."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from officers.first_page.periods import Grain, period_of
from officers.first_page.scope import Scope
from offices.snapshot import directory
from reception import figures, first_page
from reception.actions import desk, timing
from reception.models import QueueNumber
from tests.for_each import for_each
from tests.reception.factories import booked, office, queue, staff, walked_in

pytestmark = pytest.mark.django_db


def asked(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def found(user):
    return [line.words for line in first_page.misfits(asked(user))]


def test_the_card_counts_who_waits_in_the_officers_offices(counter, binh):
    walked_in(counter)
    walked_in(queue(office("ca-xa-kia")))
    waiting, ahead = first_page.CARDS
    booked(counter, number=20)
    assert (waiting.counted(asked(binh)).count(), ahead.counted(asked(binh)).count()) == (1, 1)


def test_appointments_outside_of_changed_hours_are_named(counter, binh):
    number = booked(counter, number=1)
    assert found(binh) == []
    counter.office.hours.filter(opens__lt="12:00").delete()
    directory.forget()
    assert found(binh) == [f"Số {number}: ngoài giờ tiếp dân đã đổi"]


def test_a_counter_without_hours_is_named(counter, binh):
    counter.office.hours.all().delete()
    directory.forget()
    (words,) = found(binh)
    assert "bảy ngày tới không có khung giờ nào" in words
    assert found(staff(office("ca-xa-kia"))) == []


# --- figures --------------------------------------------------------------------------------------


def shown(scope=None):
    day = period_of(Grain.DAY, timezone.localdate())
    held = figures.BOARD.values(scope or Scope("", "Toàn tỉnh", None), [day])
    return {name: value for name, (value,) in held.items()}


def test_waiting_is_told_by_its_median_and_its_tenth_longest(counter, binh, time_machine):
    for _ in range(10):
        walked_in(counter)
    for minute in range(10):
        time_machine.move_to(f"2026-11-23T02:{minute:02}:30Z", tick=False)
        desk.call_next(counter, binh, "Bàn 1")
    assert (shown()["waited_median"], shown()["waited_p90"]) == (4, 8)


def test_who_still_waits_when_the_day_ends_and_who_did_not_come(counter, binh, time_machine):
    booked(counter)
    walked_in(counter)
    QueueNumber.objects.filter(pk=walked_in(counter).pk).update(
        waited=12, told_least=10, told_most=15, state="done"
    )
    time_machine.move_to("2026-11-24T02:00:00Z", tick=False)
    timing.lapse(timezone.now())
    time_machine.move_to("2026-11-23T10:00:00Z", tick=False)
    told = shown()
    assert (told["left_waiting"], told["no_shows"], told["unused"]) == (1, 100, 3)
    assert told["range_right"] == 100


def test_a_day_without_numbers_knows_nothing(counter):
    told = shown()
    assert (told["waited_median"], told["no_shows"], told["left_waiting"]) == (None, None, 0)


@for_each(("held", "number"), [({"ca-xa-hen"}, 1), ({"ca-xa-kia"}, 0)])
def test_a_scope_counts_its_own_offices(counter, time_machine, held, number):
    walked_in(counter)
    time_machine.move_to("2026-11-24T02:00:00Z", tick=False)
    timing.lapse(timezone.now())
    time_machine.move_to("2026-11-23T10:00:00Z", tick=False)
    assert shown(Scope("x", "x", frozenset(held)))["left_waiting"] == number
