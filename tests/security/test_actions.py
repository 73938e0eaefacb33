"""Notices are noted, the next due time follows, and an incident ends when nothing is owed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from foundation.api.problems import Problem
from security import actions
from security.workflow import Move, Status
from tests.officers.factories import account
from tests.security.factories import handler, incident

pytestmark = pytest.mark.django_db
GIVE = actions.NOTE_NOTICE


@pytest.fixture
def noon(time_machine):
    """Freeze the clock."""
    time_machine.move_to("2026-11-24T05:00:00Z", tick=False)
    return timezone.now()


def test_the_next_notice_is_due_first(noon):
    row, hour = incident(is_serious=True, personal_data=True, noticed_at=noon), timedelta(hours=1)
    assert row.due_at == noon + 24 * hour
    row = GIVE[Move.FIRST](row, handler(), noon, "Báo cáo 01/BC")
    assert (row.due_at, row.last_notice_at) == (noon + 72 * hour, noon)
    for move in (Move.REPORT, Move.PERSONAL_DATA):
        row = GIVE[move](row, handler(), noon, "")
    assert row.due_at is None
    assert list(row.events.values_list("move", flat=True)) == [
        Move.NOTE, Move.FIRST, Move.REPORT, Move.PERSONAL_DATA
    ]  # fmt: skip


def test_no_notice_is_given_twice(noon):
    row, officer = incident(is_serious=True, noticed_at=noon), handler()
    GIVE[Move.FIRST](row, officer, noon, "")
    with pytest.raises(Problem, match="moved_on"):
        GIVE[Move.FIRST](row, officer, noon, "")


@pytest.mark.parametrize("minutes", [-1, 61])
def test_a_notice_is_sent_between_noticing_and_now(noon, minutes):
    row = incident(is_serious=True, noticed_at=noon - timedelta(hours=1))
    sent = row.noticed_at + timedelta(minutes=minutes)
    with pytest.raises(Problem):
        GIVE[Move.FIRST](row, handler(), sent, "")
    assert GIVE[Move.FIRST](row, handler(), row.noticed_at, "").last_notice_at == row.noticed_at


def test_an_incident_ends_when_nothing_is_owed(noon):
    row, officer = incident(zalo_data=True, noticed_at=noon), handler()
    with pytest.raises(Problem):
        actions.close(row, officer, "Xong.")
    GIVE[Move.ZALO](row, officer, noon, "")
    row = actions.close(row, officer, "Xong.")
    assert (row.status, row.closed_at) == (Status.CLOSED, noon)
    row = actions.reopen(row, officer, "Lại xảy ra.")
    assert (row.status, row.closed_at) == (Status.OPEN, None)


def test_what_turns_out_later_is_owed_from_then_on(noon):
    row = incident(noticed_at=noon)
    assert row.due_at is None
    row.personal_data = True
    actions.save(row, handler())
    assert row.due_at == noon + timedelta(hours=72)


def test_only_handlers_note_notices(noon):
    row = incident(is_serious=True, noticed_at=noon)
    with pytest.raises(PermissionDenied):
        GIVE[Move.FIRST](row, account(role="Kiểm tra"), noon, "")
