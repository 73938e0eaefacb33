"""Pins, ends and confirmations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from announcements.actions import arranging
from announcements.models import Announcement
from foundation.api.problems import Problem
from tests.announcements.factories import approver_of, published

pytestmark = pytest.mark.django_db


def soon(hours=5):
    return timezone.now() + timedelta(hours=hours)


def test_at_most_three_are_pinned_at_once(offices):
    chief = approver_of()
    rows = [published() for _ in range(4)]
    for row in rows[:3]:
        arranging.pin(row, chief, soon())
    with pytest.raises(Problem) as caught:
        arranging.pin(rows[3], chief, soon())
    assert "3 bản tin" in caught.value.detail
    arranging.unpin(Announcement.objects.get(pk=rows[0].pk), chief)
    arranging.pin(rows[3], chief, soon())


def test_a_pin_ends_in_the_future_and_not_after_the_announcement(offices):
    row = published(expires_at=soon(3))
    for until in (timezone.now(), soon(4)):
        with pytest.raises(Problem):
            arranging.pin(row, approver_of(), until)


def test_an_announcement_ends_no_earlier_than_its_pin(offices):
    row = arranging.pin(published(), approver_of(), soon(3))
    with pytest.raises(Problem):
        arranging.prolong(row, approver_of(), soon(2))
    row = arranging.prolong(Announcement.objects.get(pk=row.pk), approver_of(), soon(3))
    assert row.expires_at == row.pinned_until == soon(3)


def test_a_notice_about_a_person_always_has_an_end(offices):
    row = published("wanted")
    with pytest.raises(Problem):
        arranging.prolong(row, approver_of(), None)
    assert arranging.prolong(row, approver_of(), soon()).expires_at == soon()


def test_a_wanted_notice_is_confirmed_every_ninety_days(offices, now):
    row = published("wanted")
    first = row.reconfirm_by
    assert first == timezone.localdate() + timedelta(days=90)
    now("2026-12-23 09:00")
    assert arranging.reconfirm(row, approver_of()).reconfirm_by == first + timedelta(days=30)


def test_news_have_nothing_to_confirm(offices):
    with pytest.raises(Problem):
        arranging.reconfirm(published(), approver_of())
