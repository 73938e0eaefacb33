"""The worker sends notices through the simulated Zalo."""

import threading
from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from citizens import actions
from citizens.models import (
    ChannelStop,
    Delivery,
    Notice,
    NoticePreference,
    TemplateChannel,
)
from citizens.notices import channel_stops, outbox, resending, worker
from citizens.notices.outcomes import MAX_ATTEMPTS
from citizens.notices.queueing import queue
from foundation.work import patience
from official_accounts.models import OaToken
from tests.citizens.factories import agree, citizen, delivery, notice, notice_template
from tests.citizens.notices.conftest import consenting_citizen, erase, state_of
from tests.for_each import for_each
from zalo_client.oa import OaClient
from zalo_client.simulator import Fault

NIGHT = "2026-11-25T16:00:00Z"  # 23:00 in Vietnam


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", "channel", "why"))


def operations(zalo):
    return [one.operation for one in zalo.received]


# --- sending -------------------------------------------------------------------------------------


def test_a_phone_message_carries_our_tracking_id(oa, waiting, work):
    assert work() == 1
    (message,) = oa.world.messages
    assert (message.channel, message.recipient) == ("template_to_phone", "84912345678")
    assert message.body["template_id"] == "dossier-update"
    assert message.body["template_data"] == {"ma_ho_so": "A-1"}
    assert message.body["tracking_id"] == waiting.tracking_id
    waiting.refresh_from_db()
    assert (waiting.state, waiting.channel, waiting.attempts, waiting.message_id) == (
        "sent",
        "phone",
        1,
        "msg00000001",
    )


def test_a_message_is_sent_once(oa, waiting, work):
    work()
    assert work() == 0
    assert len(oa.world.messages) == 1


def test_without_a_phone_the_oa_user_is_told(oa, work):
    delivery(notice(consenting_citizen(oa.world.add_user(phone=None, follows=True))))
    work()
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


def test_a_consultation_message_has_title_and_text(oa, work):
    user = oa.world.add_user(phone=None, follows=True, last_message_at=oa.world.now())
    notice_template(text="")
    delivery(notice(consenting_citizen(user, last_interaction_at=timezone.now())))
    work()
    (message,) = oa.world.messages
    assert message.body["message"] == {
        "text": "Hồ sơ A-1 đã được tiếp nhận\nĐơn vị đã tiếp nhận hồ sơ A-1."
    }


def test_mini_app_notifications_are_sent_once_a_day(oa, settings, work):
    settings.NOTICES_MINIAPP = True
    notice_template(notification="100200")
    who = consenting_citizen(oa.world.add_user(phone=None))
    delivery(notice(who))
    work()
    delivery(notice(who))
    work()
    assert [message.channel for message in oa.world.messages] == ["notification"]
    assert states() == [("sent", "notification", ""), ("skipped", "", "no_channel")]


def test_a_queued_change_reaches_the_phone(oa, subscriber, work):
    with transaction.atomic():
        queue("dossier_accepted", "dossier-event-1", [subscriber.pk], {"code": "A-9"})
    work()
    assert [message.body["template_data"] for message in oa.world.messages] == [{"ma_ho_so": "A-9"}]


def test_missing_values_become_a_dash(oa, subscriber, work):
    TemplateChannel.objects.filter(channel="phone").update(
        parameters={"ma": "code", "ngay": "due_on"}
    )
    delivery(notice(subscriber))
    work()
    assert oa.world.messages[0].body["template_data"] == {"ma": "A-1", "ngay": "–"}


# --- people who are not told ---------------------------------------------------------------------


def test_consent_withdrawn_after_queueing_is_respected(oa, subscriber, waiting, work):
    agree(subscriber, granted=False)
    work()
    assert (state_of(waiting), oa.received) == (("skipped", "no_consent"), [])


def test_a_kind_switched_off_after_queueing_is_respected(oa, subscriber, waiting, work):
    NoticePreference.objects.create(citizen=subscriber, kind="dossiers", outside=False)
    work()
    assert (state_of(waiting), oa.received) == (("skipped", "muted"), [])


def test_switching_off_another_kind_changes_nothing(oa, subscriber, waiting, work):
    NoticePreference.objects.create(citizen=subscriber, kind="questions", outside=False)
    work()
    assert state_of(waiting) == ("sent", "")


def test_nothing_is_sent_to_an_erased_citizen(oa, subscriber, waiting, work):
    erase(subscriber)
    work()
    assert oa.received == []
    assert not Notice.objects.exists()


def test_a_phone_removed_after_queueing_is_not_used(oa, subscriber, waiting, work):
    actions.remove_phone(subscriber)
    work()
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


def test_people_no_channel_reaches_read_it_in_the_app(oa, work):
    row = delivery(notice(_unreachable(oa)))
    work()
    assert state_of(row) == ("skipped", "no_channel")
    assert Notice.objects.count() == 1


def _unreachable(oa):
    who = consenting_citizen(oa.world.add_user(phone=None))
    who.follows.all().delete()
    return who


# --- night and stops -----------------------------------------------------------------------------


def test_at_night_messages_wait_until_six(oa, waiting, work, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    Delivery.objects.update(next_try_at=timezone.now(), created_at=timezone.now())
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.why, waiting.attempts) == ("waiting", "night", 0)
    assert waiting.next_try_at.isoformat() == "2026-11-25T23:00:00+00:00"
    assert "template_to_phone" not in operations(oa)
    time_machine.move_to("2026-11-25T23:00:01Z", tick=False)
    work()
    assert state_of(waiting) == ("sent", "")


def test_a_result_that_is_ready_goes_out_silently_by_night(oa, subscriber, work, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    notice_template("dossier_completed", phone="dossier-update", user="100200")
    row = delivery(notice(subscriber, event="dossier_completed"))
    work()
    assert state_of(row) == ("sent", "")
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


def test_the_cheaper_channel_is_tried_first(oa, settings, waiting, work):
    settings.NOTICES_CHANNEL_ORDER = ["user", "phone", "text", "notification"]
    work()
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


def test_a_message_waits_if_zalo_says_it_is_night(oa, waiting, work):
    oa.world.night = True
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.why, waiting.attempts, waiting.error_number) == (
        "waiting",
        "night",
        0,
        -133,
    )


def test_a_stopped_channel_is_not_used(oa, waiting, work):
    ChannelStop.objects.create(channel="phone", cause="operator")
    work()
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


# --- errors --------------------------------------------------------------------------------------


def test_if_the_phone_fails_the_next_channel_is_used_at_once(oa, waiting, work):
    oa.plan("template_to_phone", Fault.error(-118))
    work()
    assert states() == [("failed", "phone", "person"), ("sent", "user", "")]
    assert oa.world.messages[-1].channel == "template_to_user"


def test_if_every_channel_fails_officers_see_the_failure(oa, waiting, work):
    oa.plan("template_to_phone", Fault.error(-118))
    oa.plan("template_to_user", Fault.error(-213))
    work()
    assert states() == [("failed", "phone", "person"), ("failed", "user", "person")]
    assert resending.failures().count() == 1


def test_a_wrong_template_stops_on_its_channel(oa, waiting, work):
    oa.world.templates.pop("dossier-update")
    work()
    stop = ChannelStop.objects.get()
    assert (stop.channel, stop.template_id, stop.cause, stop.error_number, stop.until) == (
        "phone",
        "dossier-update",
        "configuration",
        -109,
        None,
    )
    assert states() == [("sent", "user", "")]


def test_messages_wait_while_the_only_channel_is_stopped(oa, waiting, work, time_machine):
    notice_template(phone="dossier-update")
    oa.plan("template_to_phone", Fault.error(-109))
    work()
    assert state_of(waiting) == ("waiting", "stopped")
    channel_stops.resume(ChannelStop.objects.get(template_id="dossier-update"))
    time_machine.move_to(timezone.now() + timedelta(minutes=11), tick=False)
    work()
    assert state_of(waiting) == ("sent", "")


@for_each("number", [-1121, -1122, -1124])
def test_one_wrong_value_fails_one_message(oa, subscriber, work, number):
    Delivery.objects.all().delete()
    notice_template(phone="dossier-update")
    oa.plan("template_to_phone", Fault.error(number))
    for _ in range(2):
        delivery(notice(subscriber))
    work(senders=1)
    assert states() == [("failed", "phone", "unsuitable"), ("sent", "phone", "")]
    assert not ChannelStop.objects.exists()


def test_another_template_goes_on_while_one_is_stopped(oa, subscriber, work):
    notice_template(phone="dossier-update")
    notice_template("dossier_declined", phone="100200")
    oa.plan("template_to_phone", Fault.error(-146))
    first, second = (
        delivery(notice(subscriber)),
        delivery(notice(subscriber, event="dossier_declined")),
    )
    work(senders=1)
    assert (state_of(first), state_of(second)) == (("waiting", "stopped"), ("sent", ""))


def test_a_refused_notification_is_not_marked_as_sent(oa, settings, work):
    settings.NOTICES_MINIAPP = True
    notice_template(notification="100200")
    oa.plan("notification", Fault.raw(b'{"err":-110,"msg":"Invalid user"}'))
    row = delivery(notice(consenting_citizen(oa.world.add_user(phone=None))))
    work()
    assert state_of(row) == ("failed", "person")


def test_who_had_their_notification_of_today_gets_it_tomorrow(oa, settings, work):
    settings.NOTICES_MINIAPP = True
    notice_template(notification="100200")
    oa.plan("notification", Fault.error(-111))
    row = delivery(notice(consenting_citizen(oa.world.add_user(phone=None))))
    work()
    row.refresh_from_db()
    assert (row.state, row.why, row.attempts, row.error_number) == ("waiting", "quota", 0, -111)
    assert row.next_try_at.isoformat() == "2026-11-25T23:00:00+00:00"


def test_a_refusal_for_three_days_is_given_up(oa, subscriber, work):
    notice_template(phone="dossier-update")
    row = delivery(notice(subscriber), created_at=timezone.now() - timedelta(days=3))
    oa.plan("template_to_phone", Fault.error(-115))
    work()
    assert state_of(row) == ("given_up", "exhausted")


def test_without_quota_all_messages_of_the_channel_wait(oa, subscriber, waiting, work):
    notice_template(phone="dossier-update")
    delivery(notice(subscriber))
    oa.world.quota = 0
    work(senders=1)
    assert operations(oa).count("template_to_phone") == 1
    assert ChannelStop.objects.get().cause == "quota"
    assert {state for state, *_rest in states()} == {"waiting"}
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}


def test_the_channel_pauses_after_the_last_message_of_the_quota(oa, waiting, work):
    oa.world.quota = 1
    work()
    assert state_of(waiting) == ("sent", "")
    assert ChannelStop.objects.get().until.isoformat() == "2026-11-25T23:00:00+00:00"


@pytest.mark.parametrize(
    "fault",
    [Fault.error(-100), Fault.status(502), Fault.reset(), Fault.truncated(), Fault.raw(b"no json")],
)
def test_a_retry_uses_the_same_tracking_id(oa, waiting, work, time_machine, fault):
    oa.plan("template_to_phone", fault)
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.why, waiting.attempts) == ("waiting", "fault", 1)
    assert timedelta(minutes=1) <= waiting.next_try_at - timezone.now() <= timedelta(minutes=1.25)
    time_machine.move_to(waiting.next_try_at, tick=False)
    work()
    assert state_of(waiting) == ("sent", "")
    assert {message.body["tracking_id"] for message in oa.world.messages} == {waiting.tracking_id}


def test_a_missing_answer_is_uncertain(oa, waiting, work, settings):
    settings.ZALO_TOTAL_SECONDS = settings.ZALO_READ_SECONDS = 0.2
    oa.plan("template_to_phone", Fault.hang())
    work()
    oa.release()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.uncertain, waiting.attempts) == ("waiting", True, 1)


def test_officers_see_messages_that_were_given_up(oa, waiting, work):
    Delivery.objects.update(attempts=MAX_ATTEMPTS - 1)
    oa.plan("template_to_phone", Fault.status(500))
    work()
    assert state_of(waiting) == ("given_up", "exhausted")
    assert list(resending.failures()) == [waiting]


def test_an_unknown_error_sets_the_message_aside(oa, waiting, work):
    oa.plan("template_to_phone", Fault.error(-98765))
    work()
    assert states()[0] == ("failed", "phone", "unknown")
    assert not ChannelStop.objects.exists()


def test_one_failing_message_does_not_stop_the_others(oa, waiting, work, monkeypatch):
    monkeypatch.setattr(OaClient, "send_template_to_phone", lambda *_args: int("x"))
    work()
    assert states() == [("failed", "phone", "unsuitable"), ("sent", "user", "")]


def unreadable_phone():
    """Return a delivery, due before all others, to a citizen whose number no key decrypts."""
    row = delivery(notice(citizen("+84987654321")), next_try_at="2026-11-25T02:00:00Z")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE citizens_citizen SET phone = 'gAAAAAlost' WHERE id = %s",
            [row.notice.citizen_id],
        )
    return row


def test_a_citizen_whose_number_cannot_be_decrypted_keeps_no_other_waiting(
    oa, waiting, work, time_machine
):
    bad = unreadable_phone()
    work()
    assert (state_of(waiting), state_of(bad)) == (("sent", ""), ("waiting", "unreadable"))
    time_machine.move_to(timezone.now() + timedelta(days=4), tick=False)
    work()
    assert state_of(bad) == ("given_up", "exhausted")


def test_a_number_that_can_be_decrypted_again_is_used(oa, subscriber, waiting, work, time_machine):
    Delivery.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(hours=1))
    (claim,) = outbox.claim("w1", 1)
    outbox.set_aside(claim, maybe_sent=False)
    assert work() == 0
    time_machine.move_to(timezone.now() + timedelta(hours=1), tick=False)
    work()
    assert state_of(waiting) == ("sent", "")


def test_a_result_that_cannot_be_written_is_not_sent_again(oa, subscriber, work, monkeypatch):
    first, second = delivery(notice(subscriber)), delivery(notice(subscriber))
    finish = outbox.finish

    def broken(task, *args, **values):
        return 1 // 0 if task.claim.pk == first.pk else finish(task, *args, **values)

    monkeypatch.setattr(outbox, "finish", broken)
    work()
    work()
    first.refresh_from_db()
    assert (first.state, first.why, first.uncertain) == ("given_up", "exhausted", True)
    assert state_of(second) == ("sent", "")
    assert len(oa.world.messages) == 2


# --- tokens --------------------------------------------------------------------------------------


def test_an_expired_token_is_renewed_before_sending(oa, waiting, work):
    oa.world.oa_tokens.clear()
    work()
    assert operations(oa) == ["template_info", "oa_refresh", "template_info", "template_to_phone"]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("sent", 1)


def test_renewal_works_while_all_senders_wait(oa, settings, monkeypatch):
    settings.NOTICES_SENDERS = 3
    made = []
    monkeypatch.setattr(worker, "Places", made.append)
    monkeypatch.setattr(worker, "OaClient", lambda zalo, *_rest: zalo)
    assert (worker.create_client().waiting_places, made) == (4, [4])


def test_without_a_token_messages_wait(oa, waiting, work):
    OaToken.objects.all().delete()
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.why, waiting.attempts, oa.received) == (
        "waiting",
        "token",
        0,
        [],
    )


def test_a_lost_pair_stops_all_calls(oa, subscriber, waiting, work):
    delivery(notice(subscriber))
    oa.world.oa_tokens.clear()
    oa.world.oa_refresh_tokens.clear()
    work(senders=1)
    assert operations(oa) == ["template_info", "oa_refresh"]
    assert {state for state, *_rest in states()} == {"waiting"}
    assert OaToken.objects.get().refused


# --- crashes and outages -------------------------------------------------------------------------


def test_a_crash_before_sending_loses_nothing(oa, waiting, work, time_machine):
    outbox.claim("dead", 1)
    assert work() == 0
    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1), tick=False)
    work()
    assert state_of(waiting) == ("sent", "")
    assert len(oa.world.messages) == 1


def test_a_crash_after_sending_resends_under_the_same_id(
    oa, waiting, work, time_machine, monkeypatch
):
    def killed(*_args, **_kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "finish", killed)
        with pytest.raises(SystemExit):
            work()
    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1), tick=False)
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.uncertain) == ("sent", True)
    assert [message.body["tracking_id"] for message in oa.world.messages] == [
        waiting.tracking_id
    ] * 2


@pytest.mark.parametrize("outage", [OperationalError, InterfaceError])
def test_a_result_is_kept_until_the_database_is_back(oa, waiting, work, monkeypatch, outage):
    finish, tries = outbox.finish, []

    def failing(*args, **kwargs):
        tries.append(1)
        if len(tries) < 3:
            raise outage
        return finish(*args, **kwargs)

    monkeypatch.setattr(outbox, "finish", failing)
    _no_waiting(monkeypatch)
    work()
    assert state_of(waiting) == ("sent", "")
    assert (len(tries), len(oa.world.messages)) == (3, 1)


def _no_waiting(monkeypatch):
    monkeypatch.setattr(patience, "OUTAGE_SECONDS", (0, 0))


def test_a_worker_survives_an_outage_while_claiming(oa, waiting, monkeypatch):
    _no_waiting(monkeypatch)
    monkeypatch.setattr(worker, "EMPTY_SECONDS", (0, 0))
    stop, claim, tries = threading.Event(), outbox.claim, []

    def failing(*args):
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError
        if len(tries) == 3:
            stop.set()
        return claim(*args)

    monkeypatch.setattr(outbox, "claim", failing)
    client = worker.create_client()
    worker.Worker("w1", client, stop).run()
    client.close()
    assert state_of(waiting) == ("sent", "")


def test_a_stopping_worker_releases_unsent_messages(oa, subscriber, monkeypatch, settings):
    settings.NOTICES_SENDERS = 1
    rows = [delivery(notice(subscriber)) for _number in range(3)]
    stop, finish = threading.Event(), outbox.finish

    def last(*args, **kwargs):
        stop.set()
        return finish(*args, **kwargs)

    monkeypatch.setattr(outbox, "finish", last)
    client = worker.create_client()
    worker.Worker("w1", client, stop).run()
    client.close()
    assert [state_of(row) for row in rows] == [("sent", ""), ("waiting", ""), ("waiting", "")]
    assert len(oa.world.messages) == 1


def test_no_call_starts_near_the_end_of_its_lease(oa, subscriber, waiting, work, monkeypatch):
    monkeypatch.setattr(outbox, "LEASE", worker.LEASE_RESERVE / 2)
    client = worker.create_client()
    one = worker.Worker("w1", client, threading.Event())
    (claim,) = outbox.claim("w1", 1)
    assert one._prepare(claim) is None
    client.close()
    assert (state_of(waiting), oa.received) == (("waiting", ""), [])


def test_no_transaction_is_open_during_calls_to_zalo(oa, waiting, work, monkeypatch):
    seen, send = [], OaClient.send_template_to_phone

    def watching(self, *args):
        seen.append(threading.current_thread() is threading.main_thread())
        return send(self, *args)

    monkeypatch.setattr(OaClient, "send_template_to_phone", watching)
    work()
    assert seen == [False]  # a sender's thread has no connection


def test_messages_are_sent_at_the_set_rate(oa, subscriber, settings, work):
    settings.NOTICES_PER_SECOND = 4.0
    for _number in range(3):
        delivery(notice(subscriber))
    began = worker.time.monotonic()
    work()
    assert worker.time.monotonic() - began >= 0.5  # three messages, a quarter of a second apart
    assert len(oa.world.messages) == 3


def test_no_personal_data_reaches_the_log(oa, subscriber, waiting, work, caplog, capsys):
    oa.plan("template_to_phone", Fault.error(-98765))
    oa.plan("template_to_user", Fault.status(500))
    work()
    said = caplog.text + "".join(capsys.readouterr())
    assert "notice_not_sent" in said
    assert not any(
        value in said
        for value in (
            "912345678",
            subscriber.follows.get().user_id,
            subscriber.zalo_user_id,
            "A-1",
            "Hồ sơ",
            OaToken.objects.get().access_token,
        )
    )


# --- several workers -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(oa, subscriber, time_machine):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is for one worker")
    rows = [delivery(notice(subscriber)) for _number in range(40)]
    handled = {}

    def run(name):
        client = worker.create_client()
        try:
            handled[name] = worker.Worker(name, client, threading.Event()).run(once=True)
        finally:
            client.close()
            connection.close()

    threads = [threading.Thread(target=run, args=(name,)) for name in ("w1", "w2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(handled.values()) == 40
    assert min(handled.values()) > 0
    assert sorted(message.body["tracking_id"] for message in oa.world.messages) == sorted(
        row.tracking_id for row in rows
    )
