"""Which notices an incident owes, and by when."""

from datetime import UTC, datetime, timedelta

import pytest

from security.owed import NOTICES, Facts, due_times
from security.workflow import Move

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
NOTHING = {"is_serious": False, "at_once": False, "personal_data": False, "zalo_data": False}


@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        ({}, {}),
        ({"is_serious": True}, {Move.FIRST: 24, Move.REPORT: 72}),
        ({"at_once": True}, {Move.FIRST: 0, Move.REPORT: 72}),
        ({"is_serious": True, "at_once": True}, {Move.FIRST: 0, Move.REPORT: 72}),
        ({"personal_data": True}, {Move.PERSONAL_DATA: 72}),
        ({"personal_data": True, "zalo_data": True}, {Move.PERSONAL_DATA: 72, Move.ZALO: 24}),
    ],
)
def test_what_happened_decides_what_is_owed(facts, hours):
    found = due_times(Facts(NOON, **{**NOTHING, **facts}, zalo_hours=24))
    assert found == {move: NOON + timedelta(hours=most) for move, most in hours.items()}


def test_each_notice_names_receiver_and_law():
    assert set(NOTICES) == {Move.FIRST, Move.REPORT, Move.PERSONAL_DATA, Move.ZALO}
    assert all(one.receiver and one.law for one in NOTICES.values())
