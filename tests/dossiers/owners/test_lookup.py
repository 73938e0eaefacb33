"""Looking up dossiers over HTTP: what a code shows, what a factor adds, and limits on guessing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citizens import guessing
from citizens.models import LookupTry
from dossiers import actions
from dossiers.models import Dossier, Proof
from dossiers.owners import lookup
from tests import kept_rows
from tests.citizens.factories import PHONE, citizen, client_of, lookup_try
from tests.dossiers.factories import MACHINE, dossier, move, new_code
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
PATH = "/api/v1/dossiers/lookup/"
FACTORS = ("phone_last4", "id_last4", "slip_secret")


def ask(code, client=None, **body):
    client = client or Client(headers={"Accept": "application/json"})
    return client.post(PATH, {"code": code, **body}, content_type="application/json")


@pytest.fixture
def row(now):
    made = dossier(phone=PHONE, id_last4="4321", applicant_name="Trần Thị Bưởi")
    made.secret = actions.issue_slip_secret(made.pk, MACHINE)
    made.right = {"phone_last4": "5678", "id_last4": "4321", "slip_secret": made.secret}
    return made


def personal(row):
    return ("Bưởi", "Buoi", "buoi", "345678", "4321", row.secret, row.secret.lower())


# --- results -------------------------------------------------------------------------------------


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_code_alone_shows_only_status_and_progress(row, signed_in):
    move(row, "suspended", reason="Chờ bà Bưởi", internal_note="Nghi giấy tờ giả")
    response = ask(row.code, client_of(citizen()) if signed_in else None)
    body = response.json()
    assert set(body) == {"code", "status", "progress", "dossier"}
    assert (body["dossier"], body["status"]["code"], body["status"]["number"]) == (
        None,
        "suspended",
        8,
    )
    assert [step["state"] for step in body["progress"]] == [
        "done",
        "done",
        "current",
        "to_come",
        "to_come",
    ]
    text = response.content.decode()
    assert not any(word in text for word in (*personal(row), "giấy tờ giả", "Chờ bà"))
    assert not re.search(r"\d{4}-\d\d-\d\d", text)  # no date
    assert Proof.objects.count() == 0


@pytest.mark.parametrize("factor", FACTORS)
def test_a_correct_factor_adds_the_dossier_to_the_citizens_list(row, factor):
    who = citizen()
    client = client_of(who)
    assert (
        ask(row.code, client, **{factor: row.right[factor]}).json()["dossier"]["code"] == row.code
    )
    assert ask(row.code, client, **{factor: row.right[factor]}).status_code == 200  # again
    assert [(proof.citizen, proof.factor) for proof in Proof.objects.all()] == [(who, factor)]
    assert [entry["code"] for entry in client.get("/api/v1/dossiers/").json()["results"]] == [
        row.code
    ]


@pytest.mark.parametrize("factor", FACTORS)
def test_without_a_session_a_correct_factor_stores_nothing(row, factor):
    response = ask(row.code, **{factor: row.right[factor]})
    assert response.json()["dossier"]["code"] == row.code
    assert response["Cache-Control"] == "no-store"
    assert not any(word in response.content.decode() for word in ("Bưởi", "345678", "4321"))
    assert Proof.objects.count() == 0


def test_pasted_codes_are_understood(row):
    pasted = f" https://dichvucong.gov.vn/tra-cuu?ma={row.code.lower()} "
    assert (
        ask(pasted, slip_secret=f"{row.secret[:6].lower()}-{row.secret[6:]}").json()["dossier"][
            "code"
        ]
        == row.code
    )


# --- misses --------------------------------------------------------------------------------------


def missing_bodies(row):
    """Return bodies that match no dossier, each for another reason."""
    other = dossier(phone="+84987654321", id_last4="1111")
    bare = dossier()
    return [
        {"code": new_code()},
        {"code": "không phải mã"},
        {"code": "x" * 500},
        {"code": new_code(), "phone_last4": "5678"},
        {"code": "' OR 1=1 --", "phone_last4": "5678"},
        {"code": row.code, "phone_last4": "5679"},
        {"code": row.code, "id_last4": "5678"},  # the phone's
        {"code": row.code, "slip_secret": "4321"},
        {"code": row.code, "slip_secret": "x"},
        {"code": row.code, "slip_secret": "---"},
        {"code": other.code, "id_last4": "4321"},  # another dossier's
        {"code": bare.code, "phone_last4": "0000"},  # has no phone
        {"code": bare.code, "slip_secret": "-" * 40},
    ]


@pytest.fixture
def raised_limits(settings, monkeypatch):
    """Raise the limits so that a test can make many tries."""
    settings.LOOKUP_TRIES = settings.LOOKUP_ADDRESS_TRIES = settings.THROTTLES["lookup"] = 1000
    monkeypatch.setattr(guessing, "FREE_MISSES", 1000)


# Each answer has its own number and says how many requests are left, whatever it answers.
COUNTED = {"X-Request-ID", "RateLimit"}


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_miss_gets_the_same_answer(row, raised_limits, signed_in):
    client = client_of(citizen()) if signed_in else Client()
    seen = set()
    for body in missing_bodies(row):
        with CaptureQueriesContext(connection) as captured:
            response = client.post(PATH, body, content_type="application/json")
        text = response.content.decode().replace(response["X-Request-ID"], "…")
        queries = tuple(
            re.sub(r"'[^']*'|\d+|\bNULL\b", "?", query["sql"])[:60] for query in captured
        )
        headers = {name: value for name, value in response.headers.items() if name not in COUNTED}
        seen.add(
            (
                response.status_code,
                text,
                len(response.content),
                tuple(sorted(headers.items())),
                queries,
            )
        )
    assert len(seen) == 1
    assert next(iter(seen))[0] == 404
    assert '"code":"dossier_not_found"' in next(iter(seen))[1]


def test_every_miss_hashes_and_compares_once(row, raised_limits, monkeypatch):
    counted = []
    compare = lookup.hmac.compare_digest
    monkeypatch.setattr(
        lookup.hmac,
        "compare_digest",
        lambda a, b: counted.append((len(a), len(b))) or compare(a, b),
    )
    for body in missing_bodies(row):
        ask(**body)
    assert set(counted) == {(64, 64)}
    assert len(counted) == len(missing_bodies(row))


def test_a_wrong_factor_hides_the_status(row):
    assert ask(row.code).status_code == 200
    assert ask(row.code, id_last4="0000").status_code == 404


@for_each(
    ("body", "pointer"),
    [
        ({}, "/body/code"),
        ({"code": ""}, "/body/code"),
        ({"code": 5}, None),
        ({"code": None}, "/body/code"),
        ({"code": ["x"]}, "/body/code"),
        ({"code": "x" * 501}, "/body/code"),
        ({"code": "x", "phone_last4": "123"}, "/body/phone_last4"),
        ({"code": "x", "phone_last4": "12345"}, "/body/phone_last4"),
        ({"code": "x", "id_last4": "12a4"}, "/body/id_last4"),
        ({"code": "x", "id_last4": "١٢٣٤"}, "/body/id_last4"),
        ({"code": "x", "slip_secret": "x" * 41}, "/body/slip_secret"),
        ({"code": "x", "id_last4": "1234", "slip_secret": "A" * 12}, "/body/id_last4"),
        ({"code": "x", "phone": "0912345678"}, "/body/phone"),
    ],
)
def test_an_invalid_body_does_not_count_as_a_try(db, body, pointer):
    response = Client().post(PATH, body, content_type="application/json")
    assert response.status_code == (404 if pointer is None else 400)  # a number is read as text
    assert pointer is None or pointer in [error["pointer"] for error in response.json()["errors"]]
    assert LookupTry.objects.count() == (pointer is None)


# --- harvesting ----------------------------------------------------------------------------------


def test_names_cannot_be_harvested_by_counting_codes(now, raised_limits):
    rows = [dossier(phone=PHONE, id_last4="4321") for _number in range(15)]
    last = int(rows[0].code.rsplit("-", 1)[1])
    for number in range(last - 2, last + 20):
        response = ask(f"G01.899.909-260916-{number:06d}")
        assert response.status_code in {200, 404}
        told = {**response.json(), "instance": ""}  # a random id may hold any digits
        assert not re.search(r"Bưởi|5678|4321|\d{4}-\d\d-\d\d", str(told))


def test_twenty_tries_are_allowed_in_ten_minutes(row, now):
    client = client_of(citizen())
    assert [ask(row.code, client).status_code for _try in range(20)] == [200] * 20
    response = ask(row.code, client)
    assert (response.status_code, response.json()["code"], response["Retry-After"]) == (
        429,
        "throttled",
        "601",
    )
    assert ask(row.code, client_of(citizen())).status_code == 200  # another citizen
    now("2026-11-23 09:10:01")
    assert ask(row.code, client).status_code == 200


def test_anonymous_tries_are_limited_by_address(row, settings):
    settings.NUM_PROXIES = 1
    asked = [
        ask(row.code, Client(headers={"X-Forwarded-For": "203.0.113.7"})).status_code
        for _try in range(21)
    ]
    assert asked == [200] * 20 + [429]
    assert ask(row.code, Client(headers={"X-Forwarded-For": "203.0.113.8"})).status_code == 200


def test_each_miss_lengthens_the_wait(row, time_machine):
    moment, waits = timezone.now(), []
    client = client_of(citizen())
    for _miss in range(10):
        assert ask(row.code, client, id_last4="0000").status_code == 404
        response = ask(row.code, client, id_last4="0001")
        if response.status_code == 429:
            waits.append(int(response["Retry-After"]))
            moment += timedelta(seconds=waits[-1])
            time_machine.move_to(moment, tick=False)
        else:
            assert response.status_code == 404
    assert waits[:5] == [2, 3, 5, 9, 17]
    assert LookupTry.objects.filter(hit=True).count() == 0


def test_wrong_factors_are_limited_by_code(row, time_machine):
    for number in range(20):
        assert ask(row.code, client_of(citizen()), id_last4=f"{number:04d}").status_code == 404
    owner = client_of(citizen())
    response = ask(row.code, owner, id_last4="4321")
    assert (response.status_code, response["Retry-After"]) == (429, "3601")
    assert ask(row.code, owner).status_code == 200  # the status is not secret
    unknown = new_code()
    for _number in range(20):
        ask(unknown, client_of(citizen()), id_last4="0000")
    # an unknown code behaves the same
    assert ask(unknown, client_of(citizen()), id_last4="0000").status_code == 429
    time_machine.move_to(timezone.now() + timedelta(seconds=3601), tick=False)
    assert ask(row.code, owner, id_last4="4321").status_code == 200


# --- access log ----------------------------------------------------------------------------------


def test_tries_are_logged_without_personal_data(row):
    who = citizen()
    ask(row.code, client_of(who), id_last4="4321")
    ask(row.code, id_last4="0001")
    tries = LookupTry.objects.order_by("pk")
    assert [(one.subject, one.citizen, one.given, one.hit) for one in tries] == [
        ("dossier", who, "id_last4", True),
        ("dossier", None, "id_last4", False),
    ]
    assert tries[0].code_hash == tries[1].code_hash
    text = kept_rows.read_clear("citizens_lookuptry")
    assert not any(value in text for value in (row.code, "127.0.0.1", "4321"))


def test_the_query_count_does_not_depend_on_the_dossiers(row):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert ask(row.code, id_last4="4321").status_code == 200
        return len(captured)

    queries()
    one = queries()
    for _number in range(19):
        dossier()
    assert Dossier.objects.count() == 20
    assert queries() == one


def test_no_wait_is_longer_than_64_seconds_and_a_hit_does_not_shorten_it(row):
    who = citizen()
    mark = guessing.Caller.identify(who, "").mark
    for hit in (False,) * 15 + (True,):
        lookup_try(citizen=who, caller=mark, hit=hit)
    response = ask(row.code, client_of(who))
    assert (response.status_code, response["Retry-After"]) == (429, "65")
