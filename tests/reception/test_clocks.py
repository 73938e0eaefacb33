"""The clock of one of two machines is wrong, by as much as a machine may be and still be ready."""

from datetime import timedelta

import pytest

from reception import codes, waiting
from reception.actions import booking, desk
from tests.for_each import for_each
from tests.reception.conftest import MONDAY
from tests.reception.factories import booked, person, walked_in

pytestmark = pytest.mark.django_db
AHEAD = "2026-11-23T02:01:00Z"
NUMBERS = "/api/v1/reception/numbers/"


@pytest.fixture
def ahead(time_machine):
    """Return a function that does something on the machine whose clock is a minute ahead."""

    def there(act, *args, **kwargs):
        time_machine.move_to(AHEAD, tick=False)
        try:
            return act(*args, **kwargs)
        finally:
            time_machine.move_to(MONDAY, tick=False)

    return there


@for_each("begun", [f"2026-11-23T02:0{minute}:00Z" for minute in range(3)])
def test_a_code_that_a_machine_ahead_shows_is_right_here(as_lan, counter, time_machine, begun):
    time_machine.move_to(begun, tick=False)
    time_machine.shift(60)
    shown = codes.code_of(counter.pk)
    time_machine.shift(-60)
    body = {"queue": counter.pk, "code": shown}
    assert as_lan.post(NUMBERS, body, content_type="application/json").status_code == 201


def test_who_took_a_number_ahead_is_called_here_and_waited_no_time(counter, binh, ahead):
    ahead(walked_in, counter)
    called = desk.call_next(counter, binh, "Bàn 1")
    assert (called.label, called.waited) == ("K1", 0)


def test_everybody_is_called_once_whichever_machine_gave_the_number(counter, binh, ahead):
    given = [ahead(walked_in, counter), walked_in(counter), ahead(walked_in, counter)]
    acts = [lambda: desk.call_next(counter, binh, "Bàn 1")] * 3
    called = [acts[0](), ahead(acts[1]), acts[2]()]
    assert sorted(one.pk for one in called) == [one.pk for one in given]


def test_a_service_that_ended_before_it_began_says_nothing_of_waiting(counter, binh, ahead):
    walked_in(counter)
    number = ahead(desk.call_next, counter, binh, "Bàn 1")
    desk.finish(number, binh)
    assert waiting.services_of([counter.pk]) == {}


def test_an_appointment_arrives_and_is_moved_on_either(counter, ahead):
    number = booked(counter, who=person(), number=2)
    moved = ahead(booking.move, number, number.begins_at + timedelta(minutes=30))
    assert booking.arrive(moved).state == "waiting"
