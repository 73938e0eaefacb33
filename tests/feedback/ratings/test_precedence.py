"""Which rating of a dossier counts, over HTTP."""

import threading

import pytest
import time_machine
from django.db import connection, transaction

from feedback.models import FollowUp, LeftOut, Rating, UsedMark
from feedback.ratings import follow_ups, precedence, recounting
from feedback.satisfaction import rating_totals
from tests.citizens.factories import citizen, client_of
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import leader_of
from tests.feedback.ratings.conftest import prove
from tests.feedback.ratings.test_qr import at_once
from tests.feedback.ratings.test_views import RATINGS, problem
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"


@pytest.fixture
def row(offices):
    """Return a finished dossier with a phone number."""
    return move(dossier(office=offices, phone=PHONE), "processing", "completed")


@pytest.fixture
def by_phone(row):
    """Return the client of the citizen who verified the dossier's phone."""
    return client_of(citizen(phone=PHONE))


@pytest.fixture
def by_slip(row):
    """Return a function that creates clients of citizens who looked up with the slip's secret."""

    def make():
        who = citizen()
        prove(who, row)
        return client_of(who)

    return make


def counted():
    return list(Rating.objects.counted().values_list("overall", flat=True))


@for_each(
    ("by", "before", "own", "expected"),
    [
        ("phone", "slip", False, True),
        ("phone", "phone", False, False),
        ("phone", "phone", True, True),
        ("slip", "phone", False, False),
        ("slip", "phone", True, False),
        ("slip", "slip", False, False),
        ("slip", "slip", True, True),
        ("slip", "", False, True),
    ],
)
def test_the_table_of_precedence(by, before, own, expected):
    assert precedence.may_replace(by, before, own=own) is expected


@pytest.mark.parametrize("factor", ["phone_last4", "id_last4"])
def test_four_digits_rate_no_dossier(row, rate, factor):
    who = citizen()
    prove(who, row, factor)
    client = client_of(who)
    assert problem(rate(client, row, 1)) == (422, "rating_needs_proof")
    shown = client.get(f"/api/v1/dossiers/{row.code}/").json()["rating"]
    assert (shown["can_rate"], shown["refusal"]) == (False, "rating_needs_proof")
    assert not Rating.objects.exists()


def test_a_phone_replaces_a_slip_and_only_it_counts(row, rate, by_phone, by_slip):
    stranger = by_slip()
    assert rate(stranger, row, 1).status_code == 200
    assert rate(by_phone, row, 5).status_code == 200
    assert counted() == [5]
    assert rating_totals.wrong_totals() == {}
    assert [one["overall"] for one in by_phone.get(RATINGS).json()["results"]] == [5]
    [mine] = stranger.get(RATINGS).json()["results"]
    assert (mine["overall"], mine["counts"], mine["replaceable_until"]) == (1, False, None)


def test_a_slip_never_replaces_a_phone(row, rate, by_phone, by_slip):
    rate(by_phone, row, 5)
    assert problem(rate(by_slip(), row, 1)) == (422, "rating_by_another")
    assert counted() == [5]


def test_an_equal_proof_of_another_replaces_nothing(row, rate, by_slip):
    first, second = by_slip(), by_slip()
    rate(first, row, 5)
    assert problem(rate(second, row, 1)) == (422, "rating_by_another")
    assert rate(first, row, 3).status_code == 200
    assert counted() == [3]


def test_the_dossier_reveals_nothing_about_ratings_of_others(row, rate, by_phone, by_slip):
    rate(by_phone, row, 4)
    shown = by_slip().get(f"/api/v1/dossiers/{row.code}/").json()["rating"]
    refused = {"can_rate": False, "refusal": "rating_by_another"}
    assert shown == {**refused, "until": None, "overall": None}


def test_a_phone_replaces_a_slip_for_14_days(row, rate, by_slip):
    with time_machine.travel("2026-11-10T09:00:00+07:00", tick=False):
        assert rate(by_slip(), row, 1).status_code == 200
    owner = citizen(phone=PHONE)
    with time_machine.travel("2026-11-25T00:01:00+07:00", tick=False):
        assert problem(rate(client_of(owner), row, 5)) == (422, "rating_final")
    with time_machine.travel("2026-11-24T23:59:00+07:00", tick=False):
        given = rate(client_of(owner), row, 5).json()
    # their own 14 days, without the other's day
    assert (given["rated_on"], given["replaceable_until"]) == ("2026-11-24", "2026-12-08")


def test_the_follow_up_of_a_replaced_rating_belongs_to_its_rater(
    row, rate, by_phone, by_slip, offices
):
    stranger = by_slip()
    key = rate(stranger, row, 1).json()["id"]
    rate(by_phone, row, 5)
    follow_ups.ask_back(FollowUp.objects.get(), leader_of(offices), "Ngày nào?")
    path = f"{RATINGS}{key}/reply/"
    body = {"text": "Thứ hai"}
    assert by_phone.post(path, body, content_type="application/json").status_code == 404
    assert stranger.post(path, body, content_type="application/json").status_code == 201
    assert by_phone.get(RATINGS).json()["results"][0]["follow_up"] is None


@pytest.mark.parametrize("reason", [LeftOut.WEAK_PROOF, LeftOut.SAME_DOSSIER])
def test_a_stronger_proof_rates_again_after_a_rating_was_left_out(row, rate, by_slip, reason):
    client = by_slip()
    first = rate(client, row, 1).json()
    recounting.leave_out(Rating.objects.values_list("pk", flat=True), reason)
    second = rate(client, row, 4)
    assert (second.status_code, second.json()["id"]) == (200, first["id"])
    assert [one["overall"] for one in client.get(RATINGS).json()["results"]] == [4]
    assert counted() == [4]
    assert rating_totals.wrong_totals() == {}


def test_a_stuffed_rating_cannot_be_repeated_by_its_rater(row, rate, by_phone, by_slip):
    client = by_slip()
    rate(client, row, 1)
    recounting.leave_out(Rating.objects.values_list("pk", flat=True), LeftOut.STUFFED)
    assert problem(rate(client, row, 2)) == (422, "rating_by_another")
    assert rate(by_phone, row, 5).status_code == 200
    assert counted() == [5]


def test_erasing_and_returning_rates_no_dossier_twice(row, rate, by_phone):
    assert rate(by_phone, row, 5).status_code == 200
    assert by_phone.delete("/api/v1/me/").status_code == 200
    again = client_of(citizen(phone=PHONE))
    assert problem(rate(again, row, 5)) == (422, "rating_by_another")
    assert counted() == [5]
    assert Rating.objects.get().dossier_hash == ""


def test_an_erased_rating_does_not_lead_to_its_dossier(row, rate, by_phone):
    rate(by_phone, row, 5)
    kept = Rating.objects.get().dossier_hash
    by_phone.delete("/api/v1/me/")
    assert kept not in UsedMark.objects.values_list("mark", flat=True)


def test_one_account_cannot_stuff_with_dossiers_of_strangers(offices, rate):
    """As in the attack: ten strangers' dossiers, then the same again by the next account."""
    rows = [move(dossier(office=offices), "processing", "completed") for _number in range(3)]
    for who in (citizen(), citizen()):
        for one in rows:
            prove(who, one, "phone_last4")
            assert rate(client_of(who), one, 1).status_code == 422
    assert counted() == []


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_concurrent_ratings_of_a_dossier_leave_one(row, rate, by_slip):
    clients = [by_slip() for _number in range(4)]
    answers = at_once(*(lambda one=one: rate(one, row, 5).status_code for one in clients))
    assert sorted(answers) == [200, 422, 422, 422]
    assert Rating.objects.counted().count() == 1


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_rating_again_during_a_verdict_waits_for_it(row, rate, by_slip):
    client, answers = by_slip(), []
    rate(client, row, 1)

    def rate_again():
        try:
            answers.append(problem(rate(client, row, 2)))
        finally:
            connection.close()

    again = threading.Thread(target=rate_again)
    with transaction.atomic():
        recounting.leave_out(Rating.objects.values_list("pk", flat=True), LeftOut.STUFFED)
        again.start()
        again.join(0.3)  # it waits for this transaction, and nobody can tell when it began to
    again.join(30)
    assert answers == [(422, "rating_by_another")]
    assert rating_totals.wrong_totals() == {}
