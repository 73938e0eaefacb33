"""The outbox: claims, results, final states and receipts."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from citizens.models import Delivery
from citizens.models.delivery import State, Why
from citizens.notices import channel_stops, outbox, tasks
from citizens.notices.outcomes import SENT, Outcome
from citizens.webhooks import OaEvent
from tests.citizens.factories import delivery
from tests.citizens.notices.conftest import state_of
from zalo_client.oa_answers import Receipt

pytestmark = pytest.mark.django_db
FAILED = Outcome(State.FAILED, Why.PERSON, try_next=True)


# --- claims --------------------------------------------------------------------------------------


def test_claims_take_the_longest_due_first_and_once():
    now = timezone.now()
    later, sooner, future = (delivery(next_try_at=now + timedelta(minutes=m)) for m in (-1, -2, 5))
    claims = outbox.claim("w1", 10)
    assert [claim.pk for claim in claims] == [sooner.pk, later.pk]
    assert outbox.claim("w2", 10) == []
    assert state_of(future) == ("waiting", "")


def test_a_claim_respects_its_limit():
    for _number in range(3):
        delivery()
    assert len(outbox.claim("w1", 2)) == 2


def test_untried_claims_can_be_released():
    row = delivery()
    outbox.release(outbox.claim("w1", 1))
    assert outbox.claim("w2", 1)[0].pk == row.pk


def test_an_expired_lease_is_reclaimed_as_uncertain(time_machine):
    row = delivery()
    outbox.claim("w1", 1)
    assert outbox.sweep() == 0
    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1))
    assert outbox.sweep() == 1
    row.refresh_from_db()
    assert (row.state, row.why, row.uncertain, row.claimed_by) == ("waiting", "lapsed", True, "")


def test_a_worker_that_lost_its_lease_changes_nothing(task, time_machine):
    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1))
    outbox.sweep()
    assert not outbox.finish(task, SENT, "phone")
    (again,) = outbox.claim("w1", 1)
    assert not outbox.finish(task, SENT, "phone")
    assert outbox.finish(tasks.load_task(again), SENT, "phone")


def test_an_invalid_claim_has_no_task(waiting):
    (claim,) = outbox.claim("w1", 1)
    outbox.release([claim])
    assert tasks.load_task(claim) is None


# --- results -------------------------------------------------------------------------------------


def test_a_sent_delivery_keeps_zalos_message_id(task, waiting):
    outbox.finish(task, SENT, "phone", receipt=Receipt("msg00000001"))
    row = Delivery.objects.get(pk=waiting.pk)
    assert (row.state, row.channel, row.message_id, row.attempts) == (
        "sent",
        "phone",
        "msg00000001",
        1,
    )
    assert row.finished_at


def test_a_permanent_failure_tries_the_next_channel(task, waiting):
    outbox.fail_over(task, FAILED, "phone", channel_stops.load_offers()["dossier_accepted"])
    assert state_of(waiting) == ("failed", "person")
    following = Delivery.objects.exclude(pk=waiting.pk).get()
    assert (following.state, following.tried, following.tracking_id != waiting.tracking_id) == (
        "waiting",
        "phone",
        True,
    )


def test_no_delivery_follows_the_last_channel(task, waiting):
    Delivery.objects.filter(pk=waiting.pk).update(tried="phone")
    outbox.fail_over(
        tasks.load_task(task.claim), FAILED, "user", channel_stops.load_offers()["dossier_accepted"]
    )
    assert Delivery.objects.count() == 1


def test_a_message_that_waited_too_long_is_given_up(task, waiting, time_machine):
    outbox.wait(task, timezone.now(), Why.STOPPED)
    assert state_of(waiting) == ("waiting", "stopped")
    time_machine.move_to(timezone.now() + timedelta(days=3))
    (claim,) = outbox.claim("w1", 1)
    outbox.wait(tasks.load_task(claim), timezone.now(), Why.STOPPED)
    assert state_of(waiting) == ("given_up", "exhausted")


# --- receipts ------------------------------------------------------------------------------------


def event(**values):
    return OaEvent("user_received_message", timezone.now(), **values)


def test_a_receipt_by_message_id_marks_delivery():
    rows = [delivery(state="sent", message_id=number) for number in ("m1", "m2", "m3")]
    outbox.mark_received(event(message_ids=("m1", "m2", "nobody's")))
    assert [state_of(row)[0] for row in rows] == ["delivered", "delivered", "sent"]


@pytest.mark.parametrize("state", ["waiting", "claimed", "sent"])
def test_a_receipt_by_tracking_id_ends_an_unsent_delivery(state):
    row = delivery(state=state, uncertain=True)
    outbox.mark_received(event(tracking_id=row.tracking_id))
    assert state_of(row)[0] == "delivered"
    assert outbox.claim("w1", 5) == []


@pytest.mark.parametrize(
    "values", [{}, {"message_ids": ("",)}, {"tracking_id": "x"}, {"message_ids": ("m9",)}]
)
def test_an_unknown_receipt_changes_nothing(values):
    rows = [delivery(state="sent"), delivery(), delivery(state="failed", message_id="m9")]
    outbox.mark_received(event(**values))
    assert [state_of(row)[0] for row in rows] == ["sent", "waiting", "failed"]


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_claim_skips_rows_locked_by_another_worker():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row locks")
    import threading

    rows = [delivery() for _number in range(4)]
    claimed, first_holds, second_done = {}, threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            claimed[1] = outbox.claim("w1", 2)
            first_holds.set()
            claimed["without waiting"] = second_done.wait(10)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    first_holds.wait(10)
    claimed[2] = outbox.claim("w2", 4)
    second_done.set()
    thread.join()
    assert claimed["without waiting"]
    assert [[claim.pk for claim in claimed[worker]] for worker in (1, 2)] == [
        [rows[0].pk, rows[1].pk],
        [rows[2].pk, rows[3].pk],
    ]
