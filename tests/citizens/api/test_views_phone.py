"""POST and DELETE me/phone/.

A number counts if Zalo confirms it for this citizen; the latest verification wins.
"""

import pytest

from citizens.models import Citizen, Consent, PhoneChange
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import bearer, citizen, client_of
from zalo_client.simulator import Fault

URL = "/api/v1/me/phone/"
ME = "/api/v1/me/"


@pytest.fixture
def user(zalo):
    """Return a person of the simulator."""
    return zalo.world.add_user(phone="84912345678")


@pytest.fixture
def mine(db, user):
    """Return that person's citizen."""
    return citizen(zalo_user_id=user.id)


@pytest.fixture
def client(mine):
    """Return that citizen's client."""
    return client_of(mine)


def kinds(who):
    return list(
        PhoneChange.objects.filter(citizen=who).order_by("pk").values_list("kind", flat=True)
    )


def decisions(who):
    return list(
        Consent.objects.filter(citizen=who).order_by("pk").values_list("purpose", "granted")
    )


def test_a_number_is_verified(client, mine, user, verify):
    response = verify(client, user)
    assert (response.status_code, response.json()["phone"], response["Cache-Control"]) == (
        200,
        "0912•••678",
        "no-store",
    )
    mine.refresh_from_db()
    assert mine.phone == "+84912345678"
    assert (kinds(mine), decisions(mine)) == (["verified"], [("phone", True)])


@pytest.mark.parametrize(
    "written", ["84912345678", "0912345678", "+84912345678", "+84 912 345 678"]
)
def test_phone_numbers_are_normalised(client, mine, user, verify, written):
    user.phone = written
    verify(client, user)
    mine.refresh_from_db()
    assert mine.phone == "+84912345678"


def test_a_new_number_replaces_the_old_one(client, mine, user, verify):
    verify(client, user)
    user.phone = "84987654321"
    assert verify(client, user).json()["phone"] == "0987•••321"
    assert kinds(mine) == ["verified", "replaced"]


def test_verifying_the_same_number_changes_nothing(client, mine, user, verify):
    verify(client, user)
    verify(client, user)
    assert (kinds(mine), decisions(mine)) == (["verified"], [("phone", True)] * 2)


def test_the_later_verification_gets_the_number(client, mine, user, verify, zalo):
    verify(client, user)
    other_user = zalo.world.add_user(phone="0912345678")
    other = citizen(zalo_user_id=other_user.id)
    assert verify(client_of(other), other_user).status_code == 200
    assert (client.get(ME).json()["phone"], client_of(other).get(ME).json()["phone"]) == (
        None,
        "0912•••678",
    )
    assert (kinds(mine), kinds(other)) == (["verified", "taken_over"], ["verified"])
    assert verify(client, user).json()["phone"] == "0912•••678"
    assert kinds(other) == ["verified", "taken_over"]


def test_a_login_with_a_phone_takes_the_number(client, mine, user, verify, zalo, log_in):
    verify(client, user)
    other = zalo.world.add_user(phone="0912345678")
    log_in(other, phone_code=zalo.world.phone_code(other), consent=CONSENT)
    assert (client.get(ME).json()["phone"], kinds(mine)) == (None, ["verified", "taken_over"])


def test_a_token_of_another_person_answers_403(client, zalo, verify, mine):
    stranger = zalo.world.add_user(phone="84987654321")
    response = verify(client, stranger)
    assert (response.status_code, response.json()["code"]) == (403, "foreign_token")
    assert [request.operation for request in zalo.received] == ["me"]
    mine.refresh_from_db()
    assert mine.phone == ""


def test_a_token_of_another_app_answers_403(db, user, verify):
    assert (
        verify(client_of(citizen(app_id="999", zalo_user_id=user.id)), user).json()["code"]
        == "foreign_token"
    )


@pytest.mark.parametrize("why", ["used", "late", "of another person", "for a location"])
def test_an_invalid_code_answers_422(client, zalo, verify, user, mine, why):
    code = (
        zalo.world.location_code(user) if why == "for a location" else zalo.world.phone_code(user)
    )
    if why == "used":
        verify(client, user, phone_code=code)
    if why == "late":
        zalo.world.advance(121)
    if why == "of another person":
        code = zalo.world.phone_code(zalo.world.add_user())
    response = verify(client, user, phone_code=code)
    assert (response.status_code, response.json()["code"]) == (
        422,
        "phone_missing" if why == "for a location" else "phone_code_refused",
    )
    assert len(kinds(mine)) == (1 if why == "used" else 0)


@pytest.mark.parametrize(
    ("operation", "fault", "status", "code"),
    [
        ("me", Fault.error(452), 422, "access_token_refused"),
        ("me", Fault.error(210), 422, "access_token_refused"),
        ("info", Fault.error(-216), 422, "access_token_refused"),
        ("me", Fault.error(-501), 503, "zalo_unavailable"),
        ("info", Fault.status(502), 503, "zalo_unavailable"),
        ("me", Fault.error(777), 503, "zalo_unavailable"),
        ("info", Fault.status(429), 429, "throttled"),
        ("info", Fault.changed(data={}), 422, "phone_missing"),
        ("info", Fault.changed(data={"number": "not a number"}), 422, "phone_foreign"),
    ],
)
def test_errors_from_zalo_never_answer_401(
    client, zalo, user, verify, operation, fault, status, code
):
    zalo.plan(operation, fault)
    response = verify(client, user)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert ("Retry-After" in response) is (status in {429, 503})
    assert client.get(ME).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/body/access_token"),
        ({"access_token": "x", "phone_code": "y"}, "/body/consent"),
        (
            {"access_token": "x", "phone_code": "y", "consent": {"policy_version": "no"}},
            "/body/consent/policy_version",
        ),
        (
            {"access_token": "x", "phone_code": "y", "consent": CONSENT, "phone": "0912345678"},
            "/body/phone",
        ),
        ({"number": "0912345678"}, "/body/number"),
    ],
)
def test_a_number_sent_by_the_client_is_ignored(client, zalo, mine, body, pointer):
    response = client.post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert pointer in {error["pointer"] for error in response.json()["errors"]}
    assert "0912345678" not in response.content.decode()
    assert zalo.received == []


def test_verifying_needs_a_session(api, zalo, user, verify, db):
    assert [verify(other, user).status_code for other in (api, bearer("x"))] == [401, 401]
    assert zalo.received == []


def test_a_citizen_blocked_meanwhile_gets_no_number(client, zalo, user, verify, mine, monkeypatch):
    from citizens import actions
    from zalo_client.graph import GraphClient

    ask = GraphClient.phone

    def phone(self, *args):
        actions.block(mine, "Quấy rối")
        return ask(self, *args)

    monkeypatch.setattr(GraphClient, "phone", phone)
    assert verify(client, user).json()["code"] == "session_ended"
    assert Citizen.objects.get().phone == ""


def test_removing_the_number_withdraws_the_consent(client, mine, user, verify):
    verify(client, user)
    assert client.delete(URL).status_code == 204
    mine.refresh_from_db()
    assert (mine.phone, mine.phone_hash, mine.phone_verified_at) == ("", None, None)
    assert (kinds(mine), decisions(mine)) == (
        ["verified", "removed"],
        [("phone", True), ("phone", False)],
    )
    assert client.delete(URL).status_code == 204
    assert len(kinds(mine)) == 2
