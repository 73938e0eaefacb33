"""No new row about an erased citizen, whoever writes it at the moment of the erasure.

A table of acts has one for every foreign key to a citizen. Each is tried twice on PostgreSQL: begun
while an erasure is not committed yet, and not committed yet when an erasure begins.
"""

import json
import threading
import time
from dataclasses import asdict, replace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from announcements.actions import challenging
from citizens import actions, guessing
from citizens.access_log import recording
from citizens.following import follows
from citizens.following.follows import Seen
from citizens.locking import lock_citizen
from citizens.login.sessions import Session
from citizens.models import Citizen, Delivery, Erasure, Notice, Purpose, WebhookEvent
from citizens.notices import inbox, outbox, outcomes, queueing, resending, tasks
from citizens.notices.addressees import hashes_of
from citizens.privacy.policy import CURRENT
from citizens.requests import actions as requests
from citizens.webhooks import actions as webhooks
from citizens.webhooks.verification import Facts
from dossiers import actions as dossiers
from dossiers.models import Factor
from dossiers.owners import following, lookup
from feedback.models import NeedCount, Question
from feedback.needs import need_counts
from feedback.photos import actions as photos
from feedback.questions import actions as questions
from feedback.questions import resolving
from feedback.questions.actions import SentMessage
from foundation.api.problems import Problem
from foundation.records import counters
from reception.actions import booking
from reception.actions.booking import Visit
from tests.announcements.factories import approver_of, published
from tests.citizens.factories import (
    citizen,
    confidential_notice,
    delivery,
    notice,
    notice_template,
    official_account,
)
from tests.dossiers.factories import MACHINE, dossier, facts
from tests.feedback.factories import TEXT, agree_to_photos
from tests.foundation.media.pictures import picture
from tests.offices.factories import calendar_2026_2027, province
from tests.reception import factories as reception

LIMIT = 20.0


# --- acts: each prepares what it needs, and returns what is done at the moment of the erasure -----


def a_dossier_moves(who):
    row = dossier(phone=who.phone)
    return lambda: dossiers.transition(row.pk, "processing", MACHINE, facts("processing"))


def a_session_ends(who):
    session = Session(who.pk, who.generation, f"phien-{who.pk}", int(timezone.now().timestamp()))
    return lambda: actions.log_out(session)


def an_event_of_zalo_comes(who):
    account, user = official_account(), f"77{who.pk}"
    follows.learn(who, account, Seen(user, timezone.now()))
    content = json.dumps(asdict(Facts(oa_user=user, text="Xin hỏi")))
    event = WebhookEvent.objects.create(
        identity=user, source="oa", kind="user_send_text", account=account, content=content,
        sent_at=timezone.now(), received_at=timezone.now(), person_hash=webhooks._person_hash(user),
    )  # fmt: skip
    return lambda: webhooks.process(event.pk, hurry=False)


def a_look_up_proves_ownership(who):
    row, caller = dossier(phone=who.phone), guessing.Caller.identify(who, "192.0.2.1")
    return lambda: lookup.look_up(caller, row.code, {Factor.PHONE_LAST4: who.phone[-4:]})


def a_look_up_proves_nothing(who):
    row, caller = dossier(), guessing.Caller.identify(who, "192.0.2.1")
    return lambda: lookup.look_up(caller, row.code, {})


def a_dossier_is_no_longer_followed(who):
    row = dossier(phone=who.phone)
    return lambda: following.set_following(who, row, active=False)


def a_question_is_asked(who):
    destination, about = resolving.resolve_request(who, {})
    return lambda: questions.ask(who, SentMessage(TEXT), destination, about)


def a_window_is_booked(who):
    queue = reception.queue()
    at = reception.window(queue)
    return lambda: booking.book(who, queue, at, Visit())


def a_photo_is_uploaded(who):
    agree_to_photos(who)
    return lambda: photos.upload_photos(who, [SimpleUploadedFile("a.jpg", picture())])


def an_announcement_is_challenged(who):
    slug = published().slug
    return lambda: challenging.challenge(who, slug, "Sai giờ")


def a_failed_notice_is_sent_again(who):
    failed = delivery(notice(who), state="failed")
    return lambda: resending.resend(failed)


def a_report_is_decided(who):
    telling = queueing.Telling("report_decided", "report-1", [who.pk], {})
    return lambda: queueing._queue_alone(telling)


def a_failed_confidential_notice_is_sent_again(who):
    failed = delivery(confidential_notice(who), state="failed", why="unknown", error_number=-9)
    return lambda: resending.resend_all(-9, failed.created_at)


def a_notice_goes_to_the_next_channel(who, make=notice):
    notice_template(phone="dossier-update", user="100200")
    delivery(make(who))
    (claim,) = outbox.claim("w1", 1)
    task = tasks.load_task(claim)
    offered = list(notice_template(phone="dossier-update", user="100200").channels.all())
    return lambda: outbox.fail_over(task, outcomes.UNSUITABLE, "phone", offered)


ACTS = {
    "citizens.AccessEntry.citizen": lambda who: lambda: recording.record_refusal(who, "dossier", 1),
    "citizens.Notice.citizen": a_dossier_moves,
    "citizens.NoticeReading.citizen": lambda who: lambda: inbox.mark_all_read(who),
    "citizens.NoticePreference.citizen": lambda who: (
        lambda: inbox.save_preferences(who, {"dossiers": False})
    ),
    "citizens.Consent.citizen": lambda who: (
        lambda: actions.decide(who, Purpose.PHOTO, granted=True, policy_version=CURRENT)
    ),
    "citizens.Erasure.citizen": lambda who: lambda: actions.erase(who, Erasure.Cause.UNSEEN),
    "citizens.Follow.citizen": lambda who: (
        lambda: follows.learn(who, official_account(), Seen(f"77{who.pk}", timezone.now()))
    ),
    "citizens.LookupTry.citizen": a_look_up_proves_nothing,
    "citizens.PhoneChange.citizen": lambda who: lambda: actions.remove_phone(who),
    "citizens.PersonalRequest.citizen": lambda who: (
        lambda: requests.receive(who, "access", "Xin bản sao")
    ),
    "citizens.EndedSession.citizen": a_session_ends,
    "citizens.WebhookEvent.citizen": an_event_of_zalo_comes,
    "dossiers.Proof.citizen": a_look_up_proves_ownership,
    "dossiers.Follow.citizen": a_dossier_is_no_longer_followed,
    "feedback.Question.citizen": a_question_is_asked,
    "feedback.Photo.citizen": a_photo_is_uploaded,
    "reception.QueueNumber.citizen": a_window_is_booked,
    "announcements.Challenge.citizen": an_announcement_is_challenged,
}
# Rows that lead to a citizen by another row.
INDIRECT = {
    "sent again": (Delivery, "notice__citizen", a_failed_notice_is_sent_again),
    "next channel": (Delivery, "notice__citizen", a_notice_goes_to_the_next_channel),
    "confidential": (Notice, "citizen_hash__in", a_report_is_decided),
    "confidential, sent again": (
        Delivery,
        "notice__citizen_hash__in",
        a_failed_confidential_notice_is_sent_again,
    ),
    "confidential, next channel": (
        Delivery,
        "notice__citizen_hash__in",
        lambda who: a_notice_goes_to_the_next_channel(who, confidential_notice),
    ),
}
# What an erasure keeps: proofs that hold nothing of the person any more (`citizens.personal_data`).
KEPT = {
    "citizens.AccessEntry.citizen",
    "citizens.Consent.citizen",
    "citizens.Erasure.citizen",
    "citizens.LookupTry.citizen",
    "citizens.PersonalRequest.citizen",
    "citizens.PhoneChange.citizen",
}


def relations():
    """Return the foreign keys to a citizen: label of model and column."""
    return {
        f"{model._meta.label}.{field.name}": (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Citizen
    }


def test_every_row_about_a_citizen_has_its_act():
    assert set(ACTS) == set(relations())


# --- the race -------------------------------------------------------------------------------------


def cases():
    for label, (model, column) in sorted(relations().items()):
        yield label, model, column, ACTS[label]
    for name, (model, column, act) in INDIRECT.items():
        yield name, model, column, act


def count(model, column, who):
    value = hashes_of(who.pk) if column.endswith("_hash__in") else who.pk
    return model._base_manager.filter(**{column: value}).count()


class InThread:
    """Work in another thread and connection; `result` is what it raised, None for nothing."""

    def __init__(self, work):
        self.result = None
        self._work = work
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        try:
            self._work()
        except Exception as error:  # noqa: BLE001  # the test looks at it
            self.result = error
        finally:
            connection.close()

    def wait_until_it_waits_or_ends(self):
        """Wait for the other until it has ended or stands before a lock."""
        until = time.monotonic() + LIMIT
        while self._thread.is_alive() and not _somebody_waits():
            assert time.monotonic() < until
            time.sleep(0.02)

    def end(self):
        self._thread.join(LIMIT)
        assert not self._thread.is_alive()
        return self.result


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def is_refused_or_fine(error):
    return error is None or (isinstance(error, Problem) and error.type.code == "session_ended")


@pytest.fixture
def world(settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    settings.NOTICES_CHANNEL_ORDER = ["phone", "user", "text", "notification"]
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    province()
    calendar_2026_2027()
    numbers = iter(range(1000, 9999))
    return lambda: citizen(f"+8491234{next(numbers)}", zalo_user_id=f"9{next(numbers)}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer: there is no race")
def test_an_act_that_meets_an_erasure_writes_no_row(world, subtests):
    for name, model, column, prepare in cases():
        with subtests.test(name):
            who = world()
            act = prepare(Citizen.objects.get(pk=who.pk))
            with transaction.atomic():
                actions.erase(who, Erasure.Cause.OWN_WISH)
                left = count(model, column, who)
                other = InThread(act)
                other.wait_until_it_waits_or_ends()
            assert is_refused_or_fine(other.end()), repr(other.result)
            assert count(model, column, who) == left


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer: there is no race")
def test_an_erasure_that_meets_an_act_leaves_no_row_of_it(world, subtests):
    for name, model, column, prepare in cases():
        with subtests.test(name):
            who = world()
            act = prepare(Citizen.objects.get(pk=who.pk))
            with transaction.atomic():
                act()
                other = InThread(lambda who=who: actions.erase(who, Erasure.Cause.OWN_WISH))
                other.wait_until_it_waits_or_ends()
            assert other.end() is None, repr(other.result)
            assert Citizen.objects.get(pk=who.pk).erased_at
            if name not in KEPT:
                assert count(model, column, who) == 0


# --- who holds a citizen waits for nobody who waits for the citizen -------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer: there is no race")
def test_a_question_about_a_dossier_and_its_move_do_not_stop_each_other(world):
    who = world()
    row = dossier(phone=who.phone)
    destination, about = resolving.resolve_request(who, {})
    with transaction.atomic():
        lock_citizen(who.pk)
        move = InThread(
            lambda: dossiers.transition(row.pk, "processing", MACHINE, facts("processing"))
        )
        move.wait_until_it_waits_or_ends()  # it has the dossier, and tells the citizen
        questions.ask(who, SentMessage(TEXT), destination, replace(about, dossier=row))
    assert move.end() is None, repr(move.result)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer: there is no race")
def test_an_erasure_and_a_recount_of_needs_do_not_stop_each_other(world):
    who = world()
    a_question_is_asked(who)()
    with transaction.atomic():
        counters.hold_writers(Question)
        erasure = InThread(lambda: actions.erase(who, Erasure.Cause.OWN_WISH))
        erasure.wait_until_it_waits_or_ends()
        need_counts.recount_questions()
    assert erasure.end() is None, repr(erasure.result)
    assert not NeedCount.objects.exclude(words="").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer: there is no race")
def test_an_answer_to_a_challenge_and_an_erasure_do_not_stop_each_other(world):
    who = world()
    claim = challenging.challenge(who, published().slug, "Sai giờ")
    officer = approver_of(province())
    with transaction.atomic():
        challenging.answer(claim, officer, "upheld", "Giờ đúng như tin.")
        erasure = InThread(lambda: actions.erase(who, Erasure.Cause.OWN_WISH))
        erasure.wait_until_it_waits_or_ends()
    assert erasure.end() is None, repr(erasure.result)
    assert count(Notice, "citizen", who) == 0
