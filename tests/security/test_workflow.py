"""The moves of an incident."""

import pytest

from security.workflow import TABLE, Move, Status


@pytest.mark.parametrize(
    ("status", "owed", "moves"),
    [
        (Status.OPEN, {Move.FIRST, Move.ZALO}, {Move.FIRST, Move.ZALO}),
        (Status.OPEN, {Move.REPORT}, {Move.REPORT}),
        (Status.OPEN, {Move.PERSONAL_DATA}, {Move.PERSONAL_DATA}),
        (Status.OPEN, set(), {Move.CLOSE}),
        (Status.CLOSED, set(), {Move.REOPEN}),
        (Status.CLOSED, {Move.FIRST}, {Move.REOPEN}),
    ],
)
def test_each_state_allows_its_moves(status, owed, moves):
    assert TABLE.lawful(status, frozenset(owed)) == moves


def test_notices_leave_an_incident_open():
    for move in (Move.FIRST, Move.REPORT, Move.PERSONAL_DATA, Move.ZALO):
        assert TABLE.end_of(move, Status.OPEN) == Status.OPEN
    assert TABLE.end_of(Move.CLOSE, Status.OPEN) == Status.CLOSED
    assert TABLE.end_of(Move.REOPEN, Status.CLOSED) == Status.OPEN
