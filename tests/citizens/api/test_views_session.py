"""POST and DELETE session/: logging in and out."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from citizens.models import Citizen, Consent, EndedSession, PhoneChange
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import PHONE, bearer, citizen, client_of
from zalo_client.simulator import Fault

URL = "/api/v1/session/"
ME = "/api/v1/me/"


def me(token):
    return bearer(token).get(ME)


def asked(zalo):
    return [request.operation for request in zalo.received]


# --- login


def test_the_first_login_creates_a_citizen_and_a_session(log_in, zalo, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    response = log_in(zalo.world.add_user(name="Trần Thị B", follows=True))
    body = response.json()
    assert response.status_code == 201
    assert body["expires_at"].startswith("2026-11-24T21:00:0")
    row = Citizen.objects.get()
    assert (row.app_id, row.zalo_user_id, row.follows.get().user_id) == (
        zalo.world.app_id,
        zalo.world.users[0].id,
        zalo.world.users[0].oa_user_id,
    )
    assert (body["citizen"]["name"], body["citizen"]["phone"], body["phone_error"]) == (
        "Trần Thị B",
        None,
        None,
    )
    assert body["citizen"]["avatar_url"].startswith("https://")
    assert me(body["token"]).json() == body["citizen"]


def test_a_later_login_updates_the_same_citizen(log_in, zalo, time_machine):
    user = zalo.world.add_user(name="Trần Thị B")
    time_machine.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    log_in(user)
    user.name = "Trần Thị Bình"
    time_machine.move_to(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    response = log_in(user)
    assert (response.status_code, response.json()["citizen"]["name"]) == (200, "Trần Thị Bình")
    assert Citizen.objects.get().last_seen_on.isoformat() == "2026-11-25"


def test_a_login_costs_one_call_to_zalo_and_two_with_a_phone(log_in, zalo):
    user = zalo.world.add_user()
    log_in(user)
    assert asked(zalo) == ["me"]
    log_in(user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
    assert asked(zalo)[1:] == ["me", "info"]


@pytest.mark.parametrize("integers", [False, True])
def test_a_zalo_id_may_be_text_or_an_integer(log_in, zalo, integers):
    user = zalo.world.add_user()
    log_in(user)
    zalo.world.ids_as_integers = integers
    assert log_in(user).status_code == 200
    assert Citizen.objects.get().zalo_user_id == user.id


def test_a_login_only_needs_the_zalo_id(log_in, zalo):
    response = log_in(zalo.world.add_user(consents=()))
    assert response.status_code == 201
    assert (response.json()["citizen"]["name"], response.json()["citizen"]["avatar_url"]) == (
        "",
        "",
    )


def test_values_zalo_no_longer_sends_are_kept(log_in, zalo):
    user = zalo.world.add_user(name="Trần Thị B")
    log_in(user)
    user.consents.clear()
    assert log_in(user).json()["citizen"]["name"] == "Trần Thị B"


def test_the_same_zalo_id_in_another_app_is_another_citizen(log_in, zalo):
    user = zalo.world.add_user()
    citizen(app_id="999", zalo_user_id=user.id)
    assert log_in(user).status_code == 201
    assert Citizen.objects.filter(zalo_user_id=user.id).count() == 2


def test_an_erased_person_logs_in_as_a_new_citizen(log_in, zalo):
    user = zalo.world.add_user()
    log_in(user)
    old = Citizen.objects.get()
    Citizen.objects.update(
        zalo_user_id=None, name="", avatar_url="", erased_at="2026-11-24T00:00:00Z"
    )
    assert log_in(user).status_code == 201
    assert Citizen.objects.exclude(pk=old.pk).get().zalo_user_id == user.id


def test_a_login_ignores_a_session_sent_along(log_in, zalo):
    assert log_in(zalo.world.add_user(), client=bearer("an-old-token")).status_code == 201


def test_answers_must_not_be_cached(log_in, zalo):
    response = log_in(zalo.world.add_user())
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


# --- login with a phone


def test_a_login_can_include_a_phone_with_consent(log_in, zalo):
    user = zalo.world.add_user(phone="84912345678")
    response = log_in(user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
    row = Citizen.objects.get()
    assert (response.json()["citizen"]["phone"], response.json()["phone_error"]) == (
        "0912•••678",
        None,
    )
    assert row.phone == PHONE
    assert row.phone_verified_at
    consent = Consent.objects.get()
    assert (consent.citizen, consent.purpose, consent.granted, consent.policy_version) == (
        row,
        "phone",
        True,
        CONSENT["policy_version"],
    )
    assert "số điện thoại" in consent.text
    assert PhoneChange.objects.get().kind == "verified"


@pytest.mark.parametrize("why", ["used", "late", "of another person", "invented"])
def test_a_refused_phone_code_does_not_undo_the_login(log_in, zalo, why):
    user, other = zalo.world.add_user(), zalo.world.add_user()
    code = zalo.world.phone_code(other if why == "of another person" else user)
    if why == "used":
        log_in(user, phone_code=code, consent=CONSENT)
    if why == "late":
        zalo.world.advance(121)
    response = log_in(
        user, phone_code="code-invented" if why == "invented" else code, consent=CONSENT
    )
    assert response.status_code in {200, 201}
    assert response.json()["phone_error"]["code"] == "phone_code_refused"
    assert me(response.json()["token"]).status_code == 200
    assert Consent.objects.count() == (1 if why == "used" else 0)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.error(-501), "zalo_unavailable"),
        (Fault.error(452), "access_token_refused"),
        (Fault.reset(), "zalo_unavailable"),
        (Fault.changed(data={"number": ""}), "phone_missing"),
        (Fault.changed(data={"number": "15551234567"}), "phone_foreign"),
        (Fault.changed(data={"number": ["84912345678"]}), "zalo_unavailable"),
        (Fault.status(429), "throttled"),
    ],
)
def test_any_phone_error_leaves_the_login_valid(log_in, zalo, fault, code):
    user = zalo.world.add_user()
    zalo.plan("info", fault)
    response = log_in(user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
    assert response.status_code == 201
    assert response.json()["phone_error"]["code"] == code
    assert Citizen.objects.get().phone == ""


# --- log-out


def test_logging_out_ends_only_this_session(lan):
    here, there = client_of(lan), client_of(lan)
    assert here.delete(URL).status_code == 204
    assert [here.get(ME).status_code, there.get(ME).status_code] == [401, 200]
    assert here.delete(URL).status_code == 401


def test_logging_out_everywhere_ends_all_own_sessions(lan, hung):
    here, there, other = client_of(lan), client_of(lan), client_of(hung)
    assert there.delete(f"{URL}?everywhere=false").status_code == 204
    assert here.delete(f"{URL}?everywhere=true").status_code == 204
    assert [client.get(ME).status_code for client in (here, there, other)] == [401, 401, 200]
    lan.refresh_from_db()
    assert client_of(lan).get(ME).status_code == 200
    assert not EndedSession.objects.exists()


@pytest.mark.parametrize(
    "query", ["everywhere=yes", "everywhere=True", "everywhere=true&everywhere=false", "all=true"]
)
def test_log_out_refuses_unknown_parameters(as_lan, query):
    assert as_lan.delete(f"{URL}?{query}").status_code == 400
    assert as_lan.get(ME).status_code == 200


def test_an_ended_session_is_deleted_after_it_expires(lan, time_machine):
    from citizens.retention import CLASSES

    ended = next(one for one in CLASSES if one.name == "ended_sessions")
    time_machine.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    client_of(lan).delete(URL)
    assert ended.apply(timezone.now()) == 0
    time_machine.shift(12 * 3600 + 1)
    assert ended.apply(timezone.now()) == 1
