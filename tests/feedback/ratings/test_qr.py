"""Codes at counters over HTTP.

Once, in time, ours; posters once a day; what is forged, expired, used or foreign is refused.
"""

import re
import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.utils import timezone

from feedback.models import Poster, Rating, UsedQr
from feedback.ratings import posters, qr
from offices.models import Office
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import officer_of, poster
from tests.feedback.ratings.test_views import problem
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def code(office, field=None, procedure=None):
    return qr.make_counter_code(office.pk, field, procedure, qr.code_expiry())


def test_a_visit_is_rated_by_a_code(as_lan, offices, visit):
    procedure = publish_procedure(id="can-cuoc")
    response = visit(as_lan, code(offices, procedure.field_id, procedure.pk), 4, words="Tận tình")
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    body = response.json()
    assert (body["origin"], body["office"]["id"], body["procedure"]["id"]) == (
        "counter",
        offices.pk,
        "can-cuoc",
    )
    assert body["replaceable_until"] is None
    assert Rating.objects.get().field_id == procedure.field_id


def test_a_code_is_used_once_by_anybody(as_lan, as_hung, offices, visit):
    scanned = code(offices)
    assert visit(as_lan, scanned, 5).status_code == 201
    assert problem(visit(as_hung, scanned, 1)) == (422, "rating_qr_used")
    assert problem(visit(as_lan, scanned, 1)) == (422, "rating_qr_used")
    assert (
        visit(as_lan, scanned, 5).status_code == 201
    )  # the same again, because an answer got lost
    assert Rating.objects.count() == 1


def test_a_key_makes_one_rating_and_another_body_is_refused(as_lan, offices, visit):
    scanned, headers = code(offices), {"Idempotency-Key": str(uuid.uuid4())}
    first = visit(as_lan, scanned, 5, headers)
    with time_machine.travel(
        timezone.now() + timedelta(minutes=30), tick=True
    ):  # the code is over by now
        assert visit(as_lan, scanned, 5, headers).json() == first.json()
        assert problem(visit(as_lan, scanned, 4, headers)) == (422, "idempotency_key_reused")
    assert Rating.objects.count() == 1


def test_a_code_expires(as_lan, offices, visit, settings):
    settings.RATING_QR_MINUTES = 10
    scanned = code(offices)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert problem(visit(as_lan, scanned)) == (422, "rating_qr_expired")
    assert not Rating.objects.exists()
    assert not UsedQr.objects.exists()


def forged():
    said = {"o": "ca-phuong-thanh-mieu", "e": 4102444800, "n": "x"}
    return [
        signing.dumps(said, salt="feedback.photos.view"),  # ours, for something else
        signing.dumps(said, key="another-key-of-another-service", salt="feedback.ratings.counter"),
        signing.dumps(said, salt="feedback.ratings.counter")[:-1],
        "https://example.com/?rating=x",
        "p." + uuid.uuid4().hex,
        "p.x.y",
        "'; DROP TABLE feedback_rating; --",
        "x" * 600,
    ]


@pytest.mark.parametrize("number", range(8))
def test_what_is_no_code_of_ours_is_refused(as_lan, offices, visit, number):
    assert problem(visit(as_lan, forged()[number])) == (422, "rating_qr_invalid")
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("scanned", "expected"), [("", "blank"), ("x" * 601, "max_length"), (None, "null"), (7, None)]
)
def test_what_is_no_text_is_refused(as_lan, visit, scanned, expected):
    response = visit(as_lan, scanned)
    assert response.status_code in {400, 422}
    if expected:
        assert [error["code"] for error in response.json()["errors"]] == [expected]


def test_an_office_that_ended_is_not_rated(as_lan, offices, visit):
    scanned = code(Office.objects.get(pk="ca-cu"))
    assert problem(visit(as_lan, scanned)) == (422, "office_closed")


def test_the_address_in_the_picture_is_understood(as_lan, offices, visit, settings):
    settings.ZALO_MINI_APP_ID = "123456789"
    address = qr.scan_address(code(offices))
    assert address.startswith("https://zalo.me/s/123456789/?rating=")
    assert len(address) <= qr.MAX_LENGTH
    assert visit(as_lan, address).status_code == 201


def test_the_picture_needs_no_style_and_no_script(offices):
    picture = qr.draw_code(code(offices))
    assert picture.startswith("<svg")
    assert not re.search(r"style=|<script|href|on\w+=", picture)


# --- posters -------------------------------------------------------------------------------------


def test_a_poster_is_rated_by_many_and_by_each_once_a_day(offices, lan, hung, visit):
    printed, elsewhere = (
        qr.make_poster_code(poster(offices)),
        qr.make_poster_code(poster(offices, place="Quầy 4")),
    )
    with time_machine.travel("2026-11-20T08:00:00+07:00", tick=False):
        assert [visit(client_of(who), printed).status_code for who in (lan, hung)] == [201, 201]
        assert problem(visit(client_of(lan), printed, 4)) == (422, "rating_exists")
        assert problem(visit(client_of(lan), elsewhere, 4)) == (
            422,
            "rating_exists",
        )  # the same office
    with time_machine.travel("2026-11-21T00:01:00+07:00", tick=False):
        assert visit(client_of(lan), printed, 4).status_code == 201
    assert Rating.objects.filter(origin="poster").count() == 3


def test_a_revoked_poster_is_refused(as_lan, offices, visit, binh):
    row = poster(offices)
    assert posters.revoke_poster(row, binh)
    assert not posters.revoke_poster(Poster.objects.get(pk=row.pk), binh)
    assert problem(visit(as_lan, qr.make_poster_code(row))) == (422, "rating_qr_expired")


def test_a_poster_outlives_a_change_of_the_secret_key(as_lan, offices, settings):
    printed = qr.make_poster_code(poster(offices))
    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-for-a-test-000000"
    assert qr.read_code(printed).office_id == offices.pk


# --- at once -------------------------------------------------------------------------------------


def at_once(*calls):
    """Call all at the same moment, each in a thread with its own connection.

    And return what they returned.
    """
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            barrier.wait(10)
            results[place] = call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


needs_threads = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer")


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_one_code_scanned_by_four_at_once_makes_one_rating(offices, visit):
    scanned, clients = code(offices), [client_of(citizen()) for _number in range(4)]
    answers = at_once(
        *(lambda client=client: visit(client, scanned).status_code for client in clients)
    )
    assert sorted(answers) == [201, 422, 422, 422]
    assert Rating.objects.count() == UsedQr.objects.count() == 1


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_one_dossier_rated_four_times_at_once_has_one_current_rating(as_lan, lan, done, rate):
    from feedback.models import FollowUp

    clients = [client_of(lan) for _number in range(4)]
    marks = (1, 2, 1, 2)
    answers = at_once(
        *(
            lambda client=client, mark=mark: rate(client, done, mark).status_code
            for client, mark in zip(clients, marks, strict=True)
        )
    )
    assert answers == [200] * 4
    assert Rating.objects.counted().count() == 1
    assert FollowUp.objects.count() == 1
    numbers = sorted(Rating.objects.values_list("version", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_move_and_an_erasure_at_once_do_not_block_each_other(as_lan, lan, done, rate, offices):
    from citizens import actions as citizens
    from feedback.models import FollowUp
    from feedback.ratings import follow_ups

    rate(as_lan, done, 1)
    row, leader = FollowUp.objects.get(), officer_of(offices)
    at_once(
        lambda: follow_ups.ask_back(row, leader, "Ngày nào?"),
        lambda: citizens.erase(lan, "own_wish"),
    )
    row.refresh_from_db()
    assert (row.rater, row.status) == ("", "asked_back")
    assert not Rating.objects.exclude(owner_hash="").exists()
