"""Withdrawing and revoking."""

import pytest
from django.core.exceptions import PermissionDenied

from announcements.actions import ending
from announcements.models import Announcement, Picture
from announcements.models.choices import RevocationReason
from announcements.pictures.keeping import read_size
from announcements.workflow import State
from foundation.api.problems import Problem
from tests.announcements.factories import approved, approver_of, duty_leader_of, published

pytestmark = pytest.mark.django_db


def test_a_withdrawal_needs_an_approver_and_has_a_public_reason(offices):
    row = ending.withdraw(published(), approver_of(), "Lịch đã đổi.")
    assert (row.state, row.withdrawal_reason) == (State.WITHDRAWN, "Lịch đã đổi.")


def test_what_is_approved_and_not_published_yet_can_be_withdrawn(offices):
    assert ending.withdraw(approved(), approver_of(), "Không cần nữa.").state == State.WITHDRAWN


def test_a_reason_with_a_number_of_a_person_is_refused(offices):
    row = published()
    with pytest.raises(Problem):
        ending.withdraw(row, approver_of(), "Theo yêu cầu của 0912 345 678")
    assert Announcement.objects.get(pk=row.pk).state == State.PUBLISHED


def test_one_leader_on_duty_revokes_a_wanted_notice(offices, django_capture_on_commit_callbacks):
    row = published("wanted")
    shown = Picture.objects.get(pk=row.picture_id)
    width = shown.sizes[0]["width"]
    assert read_size(shown.pk, width)
    with django_capture_on_commit_callbacks(execute=True):
        row = ending.revoke(row, duty_leader_of(), RevocationReason.FOUND)
    assert (row.state, row.withdrawal_reason) == (State.WITHDRAWN, "")
    assert read_size(shown.pk, width) is None


def test_only_a_leader_on_duty_revokes(offices):
    row = published("wanted")
    with pytest.raises(PermissionDenied):
        ending.revoke(row, approver_of(), RevocationReason.FOUND)


def test_news_are_not_revoked(offices):
    with pytest.raises(Problem):
        ending.revoke(published(), duty_leader_of(), RevocationReason.FOUND)


def test_the_reason_for_withdrawing_a_notice_about_a_person_is_not_public(offices):
    row = ending.withdraw(published("missing"), approver_of(), "Đã tìm thấy ở nhà người quen.")
    assert row.withdrawal_reason == ""
