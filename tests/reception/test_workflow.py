"""The table of moves, written a second time."""

from datetime import UTC, datetime, timedelta

import pytest

from reception.order import behind, reference_of
from reception.workflow import TABLE, Facts, Move, State
from tests.for_each import for_each

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ENDS = {
    Move.MOVE: {"booked": "booked"},
    Move.CANCEL: {"booked": "cancelled"},
    Move.CLOSE: {"booked": "closed"},
    Move.ERASE: {"booked": "cancelled"},
    Move.ARRIVE: {"booked": "waiting"},
    Move.CALL: {"waiting": "called"},
    Move.RECALL: {"called": "called"},
    Move.UNDO: {"called": "waiting", "done": "called", "waiting": "called", "absent": "called"},
    Move.FINISH: {"called": "done"},
    Move.SKIP: {"called": "waiting"},
    Move.MISS: {"called": "absent"},
    Move.RETURN: {"absent": "waiting"},
    Move.LEAVE: {"waiting": "left"},
    Move.PREFER: {"waiting": "waiting"},
    Move.CARRY: {"waiting": "booked"},
    Move.LAPSE: {"booked": "no_show", "absent": "no_show", "waiting": "left", "called": "done"},
}


def facts(**values):
    usual = {
        "now": NOON,
        "is_today": True,
        "day_is_over": False,
        "begins_at": NOON - HOUR,
        "moved": 0,
        "calls": 3,
        "first_called_at": NOON - 5 * MINUTE,
    }
    return Facts(**{**usual, **values})


def test_every_move_ends_where_it_should():
    found = {move: rule.ends for move, rule in TABLE.rules.items()}
    assert found == ENDS


@for_each(
    ("move", "state", "values"),
    [
        (Move.MOVE, State.BOOKED, {"begins_at": NOON + HOUR, "moved": 2}),
        (Move.MOVE, State.BOOKED, {"begins_at": NOON}),
        (Move.CANCEL, State.BOOKED, {"begins_at": NOON}),
        (Move.ARRIVE, State.BOOKED, {"is_today": False}),
        (Move.MISS, State.CALLED, {"calls": 2}),
        (Move.MISS, State.CALLED, {"first_called_at": NOON - 4 * MINUTE}),
        (Move.SKIP, State.CALLED, {}),
        (Move.MISS, State.CALLED, {"begins_at": NOON + MINUTE}),
        (Move.LAPSE, State.BOOKED, {}),
    ],
    ids=str,
)
def test_a_condition_refuses_a_move(move, state, values):
    assert not TABLE.allows(move, state, facts(**values))


@for_each(
    ("move", "state", "values"),
    [
        (Move.MOVE, State.BOOKED, {"begins_at": NOON + HOUR, "moved": 1}),
        (Move.CANCEL, State.BOOKED, {"begins_at": NOON + MINUTE}),
        (Move.MISS, State.CALLED, {}),
        (Move.SKIP, State.CALLED, {"calls": 2}),
        (Move.LAPSE, State.BOOKED, {"day_is_over": True}),
    ],
    ids=str,
)
def test_a_condition_allows_a_move(move, state, values):
    assert TABLE.allows(move, state, facts(**values))


@pytest.mark.parametrize(
    ("late", "expected"),
    [(-2 * HOUR, -30 * MINUTE), (15 * MINUTE, -30 * MINUTE), (16 * MINUTE, 16 * MINUTE)],
)
def test_who_booked_stands_where_somebody_would_who_came_half_an_hour_before(late, expected):
    assert reference_of(NOON, NOON + late) == NOON + expected


def test_who_comes_back_is_next_but_one():
    assert NOON < behind(NOON, NOON + HOUR) < NOON + timedelta(milliseconds=1)
