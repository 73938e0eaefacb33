"""Claims, results, what ended, what officers and Zalo's receipts may change."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from citizens.models import ChannelStop, Delivery, Notice
from citizens.models.delivery import State, Why
from citizens.notices import channel_stops, outbox, resending, tasks
from citizens.notices.outcomes import SENT, Outcome
from citizens.webhooks import OaEvent
from foundation.zalo.oa import Receipt
from tests.citizens.factories import agree, delivery, notice, notice_template
from tests.citizens.notices.conftest import state_of
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
FAILED = Outcome(State.FAILED, Why.PERSON, try_next=True)
ENDED = ["delivered", "failed", "given_up", "skipped"]


# --- claims --------------------------------------------------------------------------------------


def test_what_is_due_is_claimed_longest_due_first_and_never_twice():
    now = timezone.now()
    later, sooner, future = (delivery(next_try_at=now + timedelta(minutes=m)) for m in (-1, -2, 5))
    claims = outbox.claim("w1", 10)
    assert [claim.pk for claim in claims] == [sooner.pk, later.pk]
    assert outbox.claim("w2", 10) == []
    assert state_of(future) == ("waiting", "")


def test_a_claim_takes_no_more_than_it_was_told():
    for _number in range(3):
        delivery()
    assert len(outbox.claim("w1", 2)) == 2


def test_what_was_not_tried_is_given_back():
    row = delivery()
    outbox.release(outbox.claim("w1", 1))
    assert outbox.claim("w2", 1)[0].pk == row.pk


def test_a_lease_that_lapsed_is_taken_back_and_may_have_been_sent(time_machine):
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


def test_a_claim_that_stands_no_more_has_no_task(waiting):
    (claim,) = outbox.claim("w1", 1)
    outbox.release([claim])
    assert tasks.load_task(claim) is None


# --- results -------------------------------------------------------------------------------------


def test_what_was_sent_keeps_zalos_id(task, waiting):
    outbox.finish(task, SENT, "phone", receipt=Receipt("msg00000001"))
    row = Delivery.objects.get(pk=waiting.pk)
    assert (row.state, row.channel, row.message_id, row.attempts) == (
        "sent",
        "phone",
        "msg00000001",
        1,
    )
    assert row.finished_at


def test_what_failed_for_good_is_followed_by_the_next_channel(task, waiting):
    outbox.fail_over(task, FAILED, "phone", channel_stops.load_offers()["dossier_accepted"])
    assert state_of(waiting) == ("failed", "person")
    following = Delivery.objects.exclude(pk=waiting.pk).get()
    assert (following.state, following.tried, following.tracking_id != waiting.tracking_id) == (
        "waiting",
        "phone",
        True,
    )


def test_after_the_last_channel_nothing_follows(task, waiting):
    Delivery.objects.filter(pk=waiting.pk).update(tried="phone")
    outbox.fail_over(
        tasks.load_task(task.claim), FAILED, "user", channel_stops.load_offers()["dossier_accepted"]
    )
    assert Delivery.objects.count() == 1


def test_a_message_that_waits_too_long_is_given_up(task, waiting, time_machine):
    outbox.wait(task, timezone.now(), Why.STOPPED)
    assert state_of(waiting) == ("waiting", "stopped")
    time_machine.move_to(timezone.now() + timedelta(days=3))
    (claim,) = outbox.claim("w1", 1)
    outbox.wait(tasks.load_task(claim), timezone.now(), Why.STOPPED)
    assert state_of(waiting) == ("given_up", "exhausted")


# --- what ended ----------------------------------------------------------------------------------


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
def test_the_database_changes_nothing_that_ended(state, change):
    row = delivery(state=state)
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize(
    "change", [{"state": "waiting", "finished_at": None}, {"state": "failed"}, {"attempts": 9}]
)
def test_what_was_sent_can_only_arrive(change):
    row = delivery(state="sent")
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(**change)
    Delivery.objects.filter(pk=row.pk).update(state="delivered")


@pytest.mark.parametrize("state", ENDED)
def test_erasing_and_retention_may_delete_what_ended(state):
    delivery(state=state).notice.delete()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("first", ["waiting", "claimed", "sent", "delivered"])
def test_a_notice_has_one_message_at_most(first):
    row = delivery(state=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(row.notice)


@pytest.mark.parametrize("first", ["failed", "given_up", "skipped"])
def test_after_a_failure_there_may_be_another(first):
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
def test_the_database_refuses_half_a_state(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(**values)


# --- officers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["failed", "given_up"])
def test_a_failure_is_sent_again_as_a_new_delivery(state):
    row = delivery(state=state, tried="phone")
    again = resending.resend(row)
    assert (again.state, again.tried, again.notice_id) == ("waiting", "", row.notice_id)
    assert state_of(row)[0] == state


@pytest.mark.parametrize("state", ["waiting", "claimed", "sent", "delivered", "skipped"])
def test_nothing_else_is_sent_again(state):
    assert resending.resend(delivery(state=state)) is None
    assert Delivery.objects.count() == 1


def test_a_failure_is_sent_again_once():
    row = delivery(state="failed")
    assert resending.resend(row)
    assert resending.resend(row) is None


def test_failures_are_those_that_nothing_followed():
    alone, followed = delivery(state="failed"), delivery(state="failed")
    delivery(followed.notice, state="sent")
    delivery(state="sent")
    assert list(resending.failures()) == [alone]


# --- receipts ------------------------------------------------------------------------------------


def event(**values):
    return OaEvent("user_received_message", timezone.now(), **values)


def test_a_receipt_by_zalos_id_marks_what_was_sent():
    rows = [delivery(state="sent", message_id=number) for number in ("m1", "m2", "m3")]
    outbox.mark_received(event(message_ids=("m1", "m2", "nobody's")))
    assert [state_of(row)[0] for row in rows] == ["delivered", "delivered", "sent"]


@pytest.mark.parametrize("state", ["waiting", "claimed", "sent"])
def test_a_receipt_by_our_id_ends_even_what_we_hold_for_unsent(state):
    row = delivery(state=state, uncertain=True)
    outbox.mark_received(event(tracking_id=row.tracking_id))
    assert state_of(row)[0] == "delivered"
    assert outbox.claim("w1", 5) == []


@pytest.mark.parametrize(
    "values", [{}, {"message_ids": ("",)}, {"tracking_id": "x"}, {"message_ids": ("m9",)}]
)
def test_a_receipt_of_something_else_changes_nothing(values):
    rows = [delivery(state="sent"), delivery(), delivery(state="failed", message_id="m9")]
    outbox.mark_received(event(**values))
    assert [state_of(row)[0] for row in rows] == ["sent", "waiting", "failed"]


# --- channels ------------------------------------------------------------------------------------


def test_a_stop_without_end_is_not_replaced_by_one_with_an_end():
    channel_stops.stop("phone", ChannelStop.Cause.CONFIGURATION, None, -109)
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, timezone.now())
    assert channel_stops.load_standing(notifications=False, has_token=True).stopped == {
        "phone": None
    }


def test_a_hold_ends_by_itself_and_a_stop_by_an_officer(time_machine):
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, timezone.now() + timedelta(hours=1))
    channel_stops.stop("user", ChannelStop.Cause.CONFIGURATION, None)
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    assert set(channel_stops.load_standing(notifications=False, has_token=True).stopped) == {"user"}
    assert channel_stops.resume("user")
    assert not channel_stops.resume("user")
    assert channel_stops.load_standing(notifications=False, has_token=True).stopped == {}


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_claim_passes_over_rows_that_another_worker_is_claiming():
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


def test_each_event_goes_out_on_the_channels_that_are_on():
    notice_template(phone="t", text="")
    notice_template("dossier_declined")
    offers = channel_stops.load_offers()
    assert {row.channel for row in offers["dossier_accepted"]} == {"phone", "text"}
    assert "dossier_declined" not in offers


def test_everything_that_sending_needs_is_read_as_it_is_at_that_moment(lan):
    delivery(notice(lan))
    (claim,) = outbox.claim("w1", 1)
    assert not tasks.load_task(claim).recipient.consents
    agree(lan)
    assert tasks.load_task(claim).recipient.consents
    agree(lan, granted=False)
    assert not tasks.load_task(claim).recipient.consents
    Notice.objects.all().delete()
    assert tasks.load_task(claim) is None
