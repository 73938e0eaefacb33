"""Answers to who says that an announcement is wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from announcements.actions import challenging, ending
from announcements.models import AnnouncementDay, Challenge
from citizens.models import Notice
from foundation.api.problems import Problem
from tests.announcements.factories import approver_of, challenge, corrected, editor_of, published

pytestmark = pytest.mark.django_db


def test_an_answer_is_told_and_counted_in_time(offices, lan):
    claim = challenge(citizen=lan)
    challenging.answer(claim, approver_of(), "upheld", "Tin đúng theo lịch mới.")
    assert Notice.objects.get().citizen == lan
    assert AnnouncementDay.objects.get().in_time == 1


@pytest.mark.parametrize(
    ("answered", "in_time"),
    [("2026-12-08 16:00", 1), ("2026-12-08 23:59", 1), ("2026-12-09 00:00", 0)],
)
def test_an_answer_is_in_time_until_the_fifteenth_day_ends(offices, now, answered, in_time):
    now("2026-11-23 08:00")
    claim = challenge()
    now(answered)
    late = Challenge.objects.due_before(timezone.now()).filter(pk=claim.pk).exists()
    challenging.answer(claim, approver_of(), "upheld", "Tin đúng.")
    counted = AnnouncementDay.objects.get(answered=1)
    assert (counted.in_time, late) == (in_time, not in_time)


def test_a_claim_that_it_was_corrected_needs_a_correction(offices):
    row = published()
    claim = challenge(row)
    with pytest.raises(Problem):
        challenging.answer(claim, approver_of(), "corrected", "Đã đính chính.")
    corrected(row)
    assert challenging.answer(claim, approver_of(), "corrected", "Đã đính chính.").outcome


def test_a_claim_that_it_was_withdrawn_needs_a_withdrawal(offices):
    row = published()
    claim = challenge(row)
    with pytest.raises(Problem):
        challenging.answer(claim, approver_of(), "withdrawn", "Đã gỡ.")
    ending.withdraw(row, approver_of(), "Sai.")
    assert challenging.answer(claim, approver_of(), "withdrawn", "Đã gỡ.").outcome


def test_it_is_answered_once_and_not_by_an_editor(offices):
    claim = challenge()
    with pytest.raises(PermissionDenied):
        challenging.answer(claim, editor_of(), "upheld", "Tin đúng.")
    challenging.answer(claim, approver_of(), "upheld", "Tin đúng.")
    with pytest.raises(Problem):
        challenging.answer(claim, approver_of(), "upheld", "Lần nữa.")
