"""Whoever is called and does not come: one key goes on, nobody loses their number."""

import re
from datetime import timedelta

import pytest

from foundation.moves.engine import Refused
from reception import ratings
from reception.actions import booking, desk
from reception.models import QueueDay, QueueEvent, QueueNumber
from tests.reception.factories import person, walked_in
from tests.reception.test_desk import press

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def after(time_machine):
    """Return what lets seconds pass."""
    return lambda seconds: time_machine.shift(seconds * SECOND)


def call(row, officer, where="Bàn 1", *, came=False):
    called = desk.call_next(row, officer, where, came=came)
    return called and called.label


@pytest.fixture
def clerk(client, counter, binh):
    """Return what presses a button where K1 is called and K2 waits, and reads what comes."""
    client.force_login(binh)
    for _ in range(2):
        walked_in(counter)
    call(counter, binh)

    def pressed(button, **fields):
        answer = press(client, counter, button, desk="Bàn 1", **fields)
        there = answer.get("HX-Redirect")
        return (client.get(there) if there else answer).content.decode()

    return pressed


def states():
    return list(QueueNumber.objects.order_by("pk").values_list("label", "state", "desk", "calls"))


ASKED = "Số K1 mời chưa được một phút: đã xong hay chưa đến?"


def test_next_within_a_minute_asks_and_does_nothing_yet(clerk, after):
    after(59)
    asked = clerk("next")
    assert ASKED in asked
    assert re.findall(r'data-shortcut="(\w)"', asked) == ["d", "v"]
    assert "data-at-once" not in asked
    assert states() == [("K1", "called", "Bàn 1", 1), ("K2", "waiting", "", 0)]


@pytest.mark.parametrize(("came", "state"), [("done", "done"), ("not_yet", "waiting")])
def test_the_answer_calls_the_next(clerk, after, came, state):
    after(20)
    clerk("next", came=came)
    assert [row[:2] for row in states()] == [("K1", state), ("K2", "called")]


def test_next_after_a_minute_asks_nothing_and_ends_a_service(clerk, after):
    after(60)
    assert "Mời số K2 đến Bàn 1" in clerk("next")
    assert states() == [("K1", "done", "Bàn 1", 1), ("K2", "called", "Bàn 1", 1)]


def test_the_minute_begins_again_with_a_recall(counter, binh, clerk, after):
    after(80)
    desk.recall_at(counter, binh, "Bàn 1")
    after(50)
    assert ASKED in clerk("next")


def test_a_short_service_is_done_by_one_key_and_may_be_rated(clerk, after):
    after(20)
    assert "Mời số K1 quét mã để đánh giá" in clerk("done")
    assert states() == [("K1", "done", "Bàn 1", 1), ("K2", "waiting", "", 0)]
    assert ASKED not in clerk("next")


def test_who_was_not_there_is_not_ended(counter, binh, after):
    first, _second = walked_in(counter), walked_in(counter)
    call(counter, binh)
    after(59)
    assert call(counter, binh) == "K2"
    assert states() == [("K1", "waiting", "", 1), ("K2", "called", "Bàn 1", 1)]
    assert QueueDay.objects.get().shown["waiting"] == 1
    first.refresh_from_db()
    assert ratings.codes_of([first], rated_too=True) == {}  # nothing to rate
    event = QueueEvent.objects.get(number=first, move="skip")
    assert (event.desk, event.officer) == ("Bàn 1", binh)


def test_who_did_not_come_is_called_again_when_the_others_had_their_turn(counter, binh, after):
    for _ in range(3):
        walked_in(counter)
    call(counter, binh)
    after(30)
    assert call(counter, binh) == "K2"
    after(119)
    assert call(counter, binh, came=True) == "K3"  # K1 was called less than 150 seconds ago
    after(60)
    assert call(counter, binh, came=True) == "K1"
    first = QueueNumber.objects.get(label="K1")
    assert (first.calls, first.waited) == (2, 0)  # waited until the first call


def test_who_comes_a_little_later_is_called_again_at_once_if_nobody_else_waits(
    counter, binh, after
):
    walked_in(counter)
    call(counter, binh)
    after(20)
    assert (call(counter, binh), call(counter, binh)) == (None, "K1")


def test_three_calls_over_five_minutes_make_absent(counter, binh, after):
    number = walked_in(counter)
    for seconds in (20, 150, 20, 150, 20):
        call(counter, binh)
        after(seconds)
    assert states() == [("K1", "called", "Bàn 1", 3)]
    call(counter, binh)
    assert states() == [("K1", "absent", "Bàn 1", 3)]
    assert call(counter, binh) is None
    desk.come_back(number, binh)
    assert (call(counter, binh), states()) == ("K1", [("K1", "called", "Bàn 1", 1)])


def test_v_lets_somebody_wait_however_long_they_were_called(counter, binh, after):
    walked_in(counter)
    call(counter, binh)
    after(240)
    desk.miss_at(counter, binh, "Bàn 1")
    assert states() == [("K1", "waiting", "", 1)]


@pytest.mark.parametrize("key", ["next", "miss", "done"])
def test_it_is_taken_back_like_a_call(counter, binh, after, key):
    for _ in range(2):
        walked_in(counter)
    call(counter, binh)
    after(10)
    before = states()
    acts = {"miss": desk.miss_at, "done": desk.finish_at}
    if key == "next":
        call(counter, binh)
    else:
        acts[key](counter, binh, "Bàn 1")
    assert (desk.undo_call(counter, binh, "Bàn 1").label, states()) == ("K1", before)


def test_a_second_call_by_mistake_leaves_the_first_in_vain(counter, binh, after):
    walked_in(counter)
    call(counter, binh)
    after(20)
    call(counter, binh)
    call(counter, binh)
    desk.undo_call(counter, binh, "Bàn 1")
    assert states() == [("K1", "waiting", "", 1)]


def test_a_call_that_was_left_and_is_taken_back_is_no_call_in_vain(as_lan, lan, counter, binh):
    number = walked_in(counter, who=lan)
    call(counter, binh)
    desk.miss_at(counter, binh, "Bàn 1")
    for _ in range(2):
        desk.undo_call(counter, binh, "Bàn 1")
    assert states() == [("K1", "waiting", "", 0)]
    path = f"/api/v1/reception/numbers/{number.pk}/"
    assert as_lan.get(path).json()["missed_at"] is None


def test_whom_a_call_ended_comes_back_with_it_though_its_number_was_left_once(counter, binh):
    for _ in range(2):
        walked_in(counter)
    call(counter, binh)
    call(counter, binh, came=True)
    before = [("K1", "called", "Bàn 1", 1), ("K2", "waiting", "", 0)]
    desk.miss_at(counter, binh, "Bàn 1")
    desk.undo_call(counter, binh, "Bàn 1")
    desk.undo_call(counter, binh, "Bàn 1")
    assert states() == before


def test_nobody_is_taken_back_whom_another_desk_has_served(counter, binh):
    walked_in(counter)
    call(counter, binh)
    desk.miss_at(counter, binh, "Bàn 1")
    call(counter, binh, "Bàn 2")
    call(counter, binh, "Bàn 2", came=True)
    with pytest.raises(Refused):
        desk.undo_call(counter, binh, "Bàn 1")
    assert states() == [("K1", "done", "Bàn 2", 2)]


def test_only_the_last_call_of_a_desk_is_taken_back(counter, binh):
    for _ in range(2):
        walked_in(counter)
    call(counter, binh)
    call(counter, binh, came=True)
    desk.miss_at(counter, binh, "Bàn 1")
    call(counter, binh, "Bàn 2")
    with pytest.raises(Refused):
        desk.undo_call(counter, binh, "Bàn 1")
    assert states() == [("K1", "done", "Bàn 1", 1), ("K2", "called", "Bàn 2", 2)]


def test_a_call_is_taken_back_though_who_did_not_come_has_left(counter, binh):
    first, _second = walked_in(counter), walked_in(counter)
    call(counter, binh)
    call(counter, binh)
    first.refresh_from_db()
    booking.cancel(first)
    assert desk.undo_call(counter, binh, "Bàn 1").label == "K2"
    assert states() == [("K1", "left", "", 1), ("K2", "waiting", "", 0)]


def test_the_phone_says_that_the_number_was_called(as_lan, lan, counter, binh, after):
    number = walked_in(counter, who=lan)
    walked_in(counter, who=person())
    path = f"/api/v1/reception/numbers/{number.pk}/"
    assert as_lan.get(path).json()["missed_at"] is None
    call(counter, binh)
    assert as_lan.get(path).json()["missed_at"] is None
    after(20)
    call(counter, binh)
    assert as_lan.get(path).json()["missed_at"] == "2026-11-23T02:00:00Z"


def test_the_page_says_who_did_not_come(client, counter, binh):
    walked_in(counter)
    client.force_login(binh)
    path = f"/quan-tri/reception/queue/{counter.pk}/"
    call(counter, binh)
    desk.miss_at(counter, binh, "Bàn 1")
    assert "đã mời lúc 09:00" in client.get(f"{path}change/").content.decode()


def test_a_number_is_settled_when_no_desk_can_take_back_its_end(as_lan, lan, counter, binh, after):
    path = f"/api/v1/reception/numbers/{walked_in(counter, who=lan).pk}/"

    def told():
        shown = as_lan.get(path).json()
        return shown["state"], shown["is_settled"]

    call(counter, binh)
    after(90)
    assert told() == ("called", False)
    call(counter, binh, came=True)
    assert told() == ("done", False)
    after(121)
    assert told() == ("done", True)
