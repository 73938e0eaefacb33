"""Officers resend failed deliveries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import Delivery
from citizens.notices import resending
from tests.citizens.factories import delivery
from tests.citizens.notices.conftest import state_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["failed", "given_up"])
def test_a_failure_is_resent_as_a_new_delivery(state):
    row = delivery(state=state, tried="phone")
    again = resending.resend(row)
    assert (again.state, again.tried, again.notice_id) == ("waiting", "", row.notice_id)
    assert state_of(row)[0] == state


@pytest.mark.parametrize("state", ["waiting", "claimed", "sent", "delivered", "skipped"])
def test_only_failures_can_be_resent(state):
    assert resending.resend(delivery(state=state)) is None
    assert Delivery.objects.count() == 1


def test_a_failure_can_only_be_resent_once():
    row = delivery(state="failed")
    assert resending.resend(row)
    assert resending.resend(row) is None


def test_failures_are_those_without_a_later_delivery():
    alone, followed = delivery(state="failed"), delivery(state="failed")
    delivery(followed.notice, state="sent")
    delivery(state="sent")
    assert list(resending.failures()) == [alone]


def test_a_failure_whose_next_channel_was_not_used_can_be_resent():
    row = delivery(state="failed", why="unknown")
    delivery(row.notice, state="skipped", why="no_channel")
    assert list(resending.failures()) == [row]
    assert resending.resend(row)
    assert resending.resend(row) is None


def test_everything_that_one_number_set_aside_is_sent_again_once():
    now = timezone.now()
    rows = [delivery(state="failed", why="unknown", error_number=-9999) for _ in range(2)]
    delivery(state="failed", error_number=-118)
    delivery(state="failed", error_number=-9999, finished_at=now - timedelta(days=4))
    since = now - timedelta(days=3)
    assert resending.failed_with(-9999, since).count() == 2
    assert (resending.resend_all(-9999, since), resending.resend_all(-9999, since)) == (2, 0)
    assert {one.notice_id for one in Delivery.objects.filter(state="waiting")} == {
        one.notice_id for one in rows
    }


def test_what_was_set_aside_is_counted_by_number():
    for number in (-9999, -9999, -8888):
        delivery(state="failed", why="unknown", error_number=number)
    delivery(state="failed", why="person", error_number=-118)
    assert resending.set_aside(timezone.now() - timedelta(days=1)) == {-9999: 2, -8888: 1}
