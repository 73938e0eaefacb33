"""Retention periods of the citizens app."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessEntry, Citizen, EndedSession, LookupTry, PersonalRequest
from citizens.models.lookup_try import DAYS
from citizens.requests.workflow import Status
from citizens.retention import CLASSES
from foundation.records.one_by_one import RowsFailed
from tests.citizens.factories import (
    access_entry,
    citizen,
    erased_citizen,
    lookup_try,
    personal_request,
)
from tests.clock import databases_now

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
BY_NAME = {one.name: one for one in CLASSES}


def days_ago(days):
    return NOW - timedelta(days=days)


def apply(name):
    return BY_NAME[name].apply(NOW)


def test_ended_sessions_are_deleted_after_they_expire():
    who = citizen()
    for number, moment in enumerate((NOW - timedelta(seconds=1), NOW + timedelta(hours=1))):
        EndedSession.objects.create(token_id=str(number), citizen=who, expires_at=moment)
    assert apply("ended_sessions") == 1
    assert EndedSession.objects.get().token_id == "1"


def test_the_access_log_is_deleted_after_its_period(settings):
    settings.ACCESS_LOG_DAYS = 800
    for days in (799, 801):
        access_entry(at=days_ago(days), subjects=str(days))
    assert apply("access_log") == 1
    assert AccessEntry.objects.get().subjects == "799"


def test_tries_to_look_up_are_deleted_after_their_period(settings):
    settings.LOOKUP_LOG_DAYS = 180
    for days in (181, 179, 0):
        lookup_try(at=days_ago(days))
    assert apply("lookup_tries") == 1
    assert LookupTry.objects.count() == 2


def test_tries_to_look_up_go_by_whole_days(settings):
    settings.LOOKUP_LOG_DAYS = 180
    midnight = datetime(2026, 5, 27, 17, tzinfo=UTC)  # in Vietnam, 180 days before NOW's morning
    kept, over = midnight, midnight - timedelta(seconds=1)
    for moment in (kept, over):
        lookup_try(at=moment)
    assert apply("lookup_tries") == 1
    assert LookupTry.objects.get().at == kept


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no partitions")
def test_days_of_tries_are_dropped_whole_and_new_ones_are_made(settings):
    settings.LOOKUP_LOG_DAYS = 180
    DAYS.make_days(days_ago(190).date())  # eight of them
    for days in (190, 185, 0):
        lookup_try(at=days_ago(days))
    with CaptureQueriesContext(connection) as asked:
        assert apply("lookup_tries") == 2
    sent = [query["sql"] for query in asked]
    assert sum(sql.startswith("DROP TABLE") for sql in sent) == 8
    assert not any(sql.startswith("DELETE") for sql in sent)
    assert LookupTry.objects.get().at == days_ago(0)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no partitions")
def test_no_setting_drops_a_day_of_tries_that_the_triggers_keep(settings):
    settings.LOOKUP_LOG_DAYS = 1
    now = databases_now()
    DAYS.make_days((now - timedelta(days=29)).date())
    lookup_try(at=now - timedelta(days=25))
    with pytest.raises(RowsFailed):
        BY_NAME["lookup_tries"].apply(now)
    assert LookupTry.objects.count() == 1


def test_closed_requests_lose_their_texts(settings):
    settings.REQUEST_WORDS_DAYS = 365
    values = {"status": Status.DONE, "answer": "Đã gửi"}
    old = personal_request(closed_at=days_ago(366), **values)
    fresh = personal_request(closed_at=days_ago(364), **values)
    waiting = personal_request(received_at=days_ago(1000))
    assert [apply("request_words") for _time in range(2)] == [1, 0]
    rows = dict(PersonalRequest.objects.values_list("pk", "text"))
    assert (rows[old.pk], rows[fresh.pk], rows[waiting.pk]) == ("", "Xin bản sao", "Xin bản sao")
    old.refresh_from_db()
    assert (old.status, old.answer, old.closed_at) == (Status.DONE, "", days_ago(366))


def test_inactive_citizens_are_erased(settings):
    settings.CITIZEN_UNSEEN_DAYS = 1095
    gone = citizen(name="Lâu rồi", last_seen_on=days_ago(1097).date())
    here = citizen(name="Vừa đến", last_seen_on=days_ago(1094).date())
    blocked = citizen(name="Bị khoá", last_seen_on=days_ago(2000).date(), blocked_at=NOW)
    asking = citizen(name="Đang chờ", last_seen_on=days_ago(2000).date())
    personal_request(asking)
    erased_citizen(last_seen_on=days_ago(2000).date())
    assert BY_NAME["unseen_citizens"].rows(NOW).count() == 1
    assert [apply("unseen_citizens") for _time in range(2)] == [1, 0]
    names = dict(Citizen.objects.values_list("pk", "name"))
    assert [names[who.pk] for who in (gone, here, blocked, asking)] == [
        "",
        "Vừa đến",
        "Bị khoá",
        "Đang chờ",
    ]
