"""Officers resend failed deliveries."""

import pytest

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
