"""The database keeps final states and consistent values of deliveries."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from citizens.models import Delivery
from tests.citizens.factories import delivery
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
ENDED = ["delivered", "failed", "given_up", "skipped"]


@for_each("state", ENDED)
@for_each(
    "change",
    [
        {"state": "waiting", "finished_at": None},
        {"state": "sent"},
        {"attempts": 9},
        {"why": "person"},
    ],
)
def test_the_database_refuses_to_change_an_ended_delivery(state, change):
    row = delivery(state=state)
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize(
    "change", [{"state": "waiting", "finished_at": None}, {"state": "failed"}, {"attempts": 9}]
)
def test_a_sent_delivery_can_only_become_delivered(change):
    row = delivery(state="sent")
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(**change)
    Delivery.objects.filter(pk=row.pk).update(state="delivered")


@pytest.mark.parametrize("state", ENDED)
def test_ended_deliveries_may_be_deleted(state):
    delivery(state=state).notice.delete()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("first", ["waiting", "claimed", "sent", "delivered"])
def test_a_notice_has_at_most_one_open_delivery(first):
    row = delivery(state=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(row.notice)


@pytest.mark.parametrize("first", ["failed", "given_up", "skipped"])
def test_a_failed_delivery_may_be_followed_by_another(first):
    assert delivery(delivery(state=first).notice)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "claimed", "claimed_by": "", "lease_until": None},
        {"state": "waiting", "claimed_by": "w"},
        {"state": "sent", "finished_at": None},
        {"state": "waiting", "finished_at": timezone.now()},
        {"state": "sent", "channel": ""},
    ],
)
def test_the_database_refuses_inconsistent_states(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(**values)
