"""Storing and handling events: none is lost, none is handled twice."""

import threading
import time

import pytest
from django.core.management import CommandError
from django.db import connection, transaction
from django.utils import timezone

from citizens import jobs
from citizens.models import Citizen, WebhookEvent
from citizens.webhooks import actions, register_handler
from citizens.webhooks.verification import Facts, Received
from tests.citizens.factories import citizen
from zalo_client.simulator.world import World


@pytest.fixture(autouse=True)
def _our_app(settings):
    settings.ZALO_APP_ID = World().app_id
    settings.ZALO_OA_ID = World().oa_id


def received(kind="user_send_text", *, source=WebhookEvent.Source.OA, **facts):
    number = WebhookEvent.objects.count()
    oa_id = World().oa_id if source == WebhookEvent.Source.OA else ""
    return Received(source, kind, f"{number:064}", timezone.now(), Facts(**facts), oa_id=oa_id)


def waiting(count=1, **facts):
    return [
        actions.store(received(**{"oa_user": f"77{number}", **facts}))
        for number in range(1, count + 1)
    ]


def test_the_job_handles_waiting_events_oldest_first(db):
    heard = []
    register_handler("user_send_text", lambda told: heard.append(told.text))
    for text in ("một", "hai", "ba"):
        waiting(text=text)
    assert jobs.process_webhooks() == "Đã xử lý 3 sự kiện."
    assert heard == ["một", "hai", "ba"]
    assert jobs.process_webhooks() == "Đã xử lý 0 sự kiện."


def test_one_failing_event_does_not_stop_the_job(db):
    register_handler("user_send_text", lambda told: 1 / int(told.text))
    for text in ("0", "1"):
        waiting(text=text)
    with pytest.raises(CommandError, match="Còn 1 sự kiện"):
        jobs.process_webhooks()
    assert WebhookEvent.objects.filter(processed_at__isnull=False).count() == 1
    assert [event.failure for event in WebhookEvent.objects.filter(processed_at__isnull=True)] == [
        "ZeroDivisionError"
    ]


def test_one_run_handles_a_limited_number(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LEFTOVERS", 2)
    waiting(3)
    assert [actions.process_leftovers() for _time in range(3)] == [(2, 0), (1, 0), (0, 0)]


def test_events_that_fail_again_and_again_keep_no_new_one_waiting(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LEFTOVERS", 2)
    seen = []

    def handler(event):
        seen.append(event.text)
        if event.text == "bad":
            raise ValueError

    register_handler("user_send_text", handler)
    waiting(2, text="bad")
    actions.process_leftovers()
    waiting(1, text="good")
    actions.process_leftovers()
    assert seen == ["bad", "bad", "good", "bad"]


def test_an_event_stored_before_the_first_login_is_linked_later(db):
    event, late = (
        waiting(app_user="3368637342326461299")[0],
        citizen(zalo_user_id="3368637342326461299"),
    )
    actions.process_leftovers()
    assert WebhookEvent.objects.get(pk=event.pk).citizen_id == late.pk


def test_the_database_refuses_content_of_handled_events(db):
    event = waiting(text="Xin chào")[0]
    with pytest.raises(Exception, match="webhook_event_forgotten_when_done"), transaction.atomic():
        WebhookEvent.objects.filter(pk=event.pk).update(processed_at=timezone.now())


@pytest.mark.parametrize(
    "known", [{"app_user": "3368637342326461299"}, {"oa_user": "7700112233445"}]
)
def test_erasing_deletes_waiting_events(db, known, raw_rows):
    who = citizen(zalo_user_id="3368637342326461299", user_id="7700112233445")
    other = waiting(text="Của người khác")[0]
    mine = waiting(text="Của tôi", **known)[0]
    actions.forget_person(who)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.content, mine.person_hash, mine.citizen_id, mine.processed_at is None) == (
        "",
        "",
        None,
        False,
    )
    assert other.content
    assert actions.process(mine.pk, hurry=False) is None


def test_erasing_unlinks_handled_events(db):
    who = citizen(user_id="7700112233445")
    event = waiting(oa_user="7700112233445")[0]
    actions.process(event.pk, hurry=False)
    assert WebhookEvent.objects.get(pk=event.pk).citizen_id == who.pk
    actions.forget_person(who)
    assert WebhookEvent.objects.get(pk=event.pk).citizen_id is None


def in_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_handle_an_event_once():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time: nobody acts at once")
    heard = []

    def slow(told):
        heard.append(told)
        time.sleep(0.3)

    register_handler("user_send_text", slow)
    event = waiting()[0]
    threads = [in_thread(lambda: actions.process(event.pk, hurry=False)) for _number in range(4)]
    for thread in threads:
        thread.join()
    assert len(heard) == 1


@pytest.mark.django_db(transaction=True)
def test_the_webhook_does_not_wait_for_a_lock(client):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no locks of rows and no time limits of statements")
    who = citizen(user_id="7700112233445")
    event = waiting(oa_user="7700112233445")[0]
    held, release = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Citizen.objects.select_for_update().get(pk=who.pk)
            held.set()
            release.wait(20)

    thread = in_thread(hold)
    held.wait(20)
    try:
        assert actions.process(event.pk, hurry=True) is False
    finally:
        release.set()
        thread.join()
    assert actions.process_leftovers() == (1, 0)


def test_the_lock_timeout_ends_with_the_transaction(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no time limits of statements")
    actions.process(waiting()[0].pk, hurry=True)
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "0"  # as everywhere but in web processes
