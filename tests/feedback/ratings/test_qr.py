"""Codes of counters and posters over HTTP."""

import re
import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.utils import timezone

from feedback.models import Rating, UsedMark
from feedback.ratings import qr
from offices.models import Office
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import officer_of, poster
from tests.feedback.ratings.test_views import problem
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def code(office, field=None, procedure=None):
    return qr.make_counter_code(office.pk, field, procedure, qr.code_expiry())


def test_a_code_rates_a_visit(as_lan, offices, visit):
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


def test_a_code_can_only_be_used_once(as_lan, as_hung, offices, visit):
    scanned = code(offices)
    assert visit(as_lan, scanned, 5).status_code == 201
    assert problem(visit(as_hung, scanned, 1)) == (422, "rating_qr_used")
    assert problem(visit(as_lan, scanned, 1)) == (422, "rating_qr_used")
    assert visit(as_lan, scanned, 5).status_code == 201  # repeated because an answer got lost
    assert Rating.objects.count() == 1


def test_a_repeated_key_makes_one_rating(as_lan, offices, visit):
    scanned, headers = code(offices), {"Idempotency-Key": str(uuid.uuid4())}
    first = visit(as_lan, scanned, 5, headers)
    # the code has expired by now
    with time_machine.travel(timezone.now() + timedelta(minutes=30), tick=True):
        assert visit(as_lan, scanned, 5, headers).json() == first.json()
        assert problem(visit(as_lan, scanned, 4, headers)) == (422, "idempotency_key_reused")
    assert Rating.objects.count() == 1


def test_a_code_expires(as_lan, offices, visit, settings):
    settings.RATING_QR_MINUTES = 10
    scanned = code(offices)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert problem(visit(as_lan, scanned)) == (422, "rating_qr_expired")
    assert not Rating.objects.exists()
    assert not UsedMark.objects.exists()


def forged():
    said = {"o": "ca-phuong-thanh-mieu", "e": 4102444800, "n": "x"}
    return [
        signing.dumps(said, salt="feedback.photos.view"),  # signed by us for another purpose
        signing.dumps(said, key="another-key-of-another-service", salt="feedback.ratings.counter"),
        signing.dumps(said, salt="feedback.ratings.counter")[:-1],
        "https://example.com/?rating=x",
        "p." + uuid.uuid4().hex,
        "p.x.y",
        "'; DROP TABLE feedback_rating; --",
        "x" * 600,
    ]


@pytest.mark.parametrize("number", range(8))
def test_forged_codes_are_refused(as_lan, offices, visit, number):
    assert problem(visit(as_lan, forged()[number])) == (422, "rating_qr_invalid")
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("scanned", "expected"), [("", "blank"), ("x" * 601, "max_length"), (None, "null"), (7, None)]
)
def test_codes_that_are_not_text_are_refused(as_lan, visit, scanned, expected):
    response = visit(as_lan, scanned)
    assert response.status_code in {400, 422}
    if expected:
        assert [error["code"] for error in response.json()["errors"]] == [expected]


def test_a_closed_office_cannot_be_rated(as_lan, offices, visit):
    scanned = code(Office.objects.get(pk="ca-cu"))
    assert problem(visit(as_lan, scanned)) == (422, "office_closed")


def test_the_scanned_address_is_accepted(as_lan, offices, visit, settings):
    settings.ZALO_MINI_APP_ID = "123456789"
    address = qr.scan_address(code(offices))
    assert address.startswith("https://zalo.me/s/123456789/?rating=")
    assert len(address) <= qr.MAX_LENGTH
    assert visit(as_lan, address).status_code == 201


def test_the_picture_needs_no_style_or_script(offices):
    picture = qr.draw_code(code(offices))
    assert picture.startswith("<svg")
    assert not re.search(r"style=|<script|href|on\w+=", picture)


# --- once a day ---------------------------------------------------------------------------------


def test_a_citizen_rates_an_office_once_a_day_with_any_number_of_codes(offices, lan, hung, visit):
    with time_machine.travel("2026-11-20T08:00:00+07:00", tick=False):
        client, unused = client_of(lan), code(offices)
        assert visit(client, code(offices), 1).status_code == 201
        for again in (code(offices), unused, qr.make_poster_code(poster(offices))):
            assert problem(visit(client, again, 2)) == (422, "rating_exists")
        assert problem(visit(client, code(offices), 1)) == (422, "rating_exists")
        assert visit(client_of(hung), unused, 5).status_code == 201  # not used up by the refusal
    assert Rating.objects.counted().count() == 2


@pytest.mark.parametrize(("at", "expected"), [("23:59", 422), ("00:01", 201)])
def test_the_day_of_a_visit_is_vietnams(offices, lan, visit, at, expected):
    with time_machine.travel("2026-11-20T08:00:00+07:00", tick=False):
        visit(client_of(lan), code(offices), 1)
    day = "2026-11-20" if at == "23:59" else "2026-11-21"
    with time_machine.travel(f"{day}T{at}:00+07:00", tick=False):
        assert visit(client_of(lan), code(offices), 2).status_code == expected


def test_another_office_can_be_rated_on_the_same_day(as_lan, offices, visit):
    from tests.offices.factories import office

    assert visit(as_lan, code(offices), 1).status_code == 201
    assert visit(as_lan, code(office("ca-xa-khac")), 1).status_code == 201


def test_erasing_and_returning_rates_no_office_twice_a_day(offices, visit):
    who = citizen(zalo_user_id="cung-mot-nguoi")
    first = client_of(who)
    assert visit(first, code(offices), 1).status_code == 201
    assert first.delete("/api/v1/me/").status_code == 200
    again = client_of(citizen(zalo_user_id="cung-mot-nguoi"))
    assert problem(visit(again, code(offices), 1)) == (422, "rating_exists")


# --- posters -------------------------------------------------------------------------------------


def test_a_poster_can_be_rated_once_a_day_by_each_citizen(offices, lan, hung, visit):
    printed, elsewhere = (
        qr.make_poster_code(poster(offices)),
        qr.make_poster_code(poster(offices, place="Quầy 4")),
    )
    with time_machine.travel("2026-11-20T08:00:00+07:00", tick=False):
        assert [visit(client_of(who), printed).status_code for who in (lan, hung)] == [201, 201]
        assert problem(visit(client_of(lan), printed, 4)) == (422, "rating_exists")
        # the same office
        assert problem(visit(client_of(lan), elsewhere, 4)) == (
            422,
            "rating_exists",
        )
    with time_machine.travel("2026-11-21T00:01:00+07:00", tick=False):
        assert visit(client_of(lan), printed, 4).status_code == 201
    assert Rating.objects.filter(origin="poster").count() == 3


def test_a_poster_survives_a_key_rotation(as_lan, offices, settings):
    printed = qr.make_poster_code(poster(offices))
    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-for-a-test-000000"
    assert qr.read_code(printed).office_id == offices.pk


# --- concurrency ---------------------------------------------------------------------------------


def at_once(*calls):
    """Call functions in threads that start together and return their results."""
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
def test_a_code_scanned_concurrently_makes_one_rating(offices, visit):
    scanned, clients = code(offices), [client_of(citizen()) for _number in range(4)]
    answers = at_once(
        *(lambda client=client: visit(client, scanned).status_code for client in clients)
    )
    assert sorted(answers) == [201, 422, 422, 422]
    assert Rating.objects.count() == 1


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_concurrent_ratings_leave_one_current_rating(as_lan, lan, done, rate):
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
def test_a_concurrent_move_and_erasure_do_not_deadlock(as_lan, lan, done, rate, offices):
    from citizens import actions as citizens
    from feedback.models import FollowUp
    from feedback.ratings import follow_ups

    rate(as_lan, done, 1)
    row, leader = FollowUp.objects.get(), officer_of(offices, "lead_rating")
    at_once(
        lambda: follow_ups.ask_back(row, leader, "Ngày nào?"),
        lambda: citizens.erase(lan, "own_wish"),
    )
    row.refresh_from_db()
    assert (row.rater, row.status) == ("", "asked_back")
    assert not Rating.objects.exclude(owner_hash="").exists()
