"""POST session/ refused: invalid bodies, invalid tokens, errors of Zalo, blocked citizens."""

import pytest

from citizens.models import Citizen
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import bearer, citizen
from tests.for_each import for_each
from zalo_client.simulator import Fault

URL = "/api/v1/session/"
ME = "/api/v1/me/"


@for_each(
    ("body", "errors"),
    [
        ({}, [("/body/access_token", "required")]),
        ({"access_token": ""}, [("/body/access_token", "blank")]),
        ({"access_token": None}, [("/body/access_token", "null")]),
        ({"access_token": ["x"]}, [("/body/access_token", "invalid")]),
        ({"access_token": {"x": 1}}, [("/body/access_token", "invalid")]),
        ({"access_token": True}, [("/body/access_token", "invalid")]),
        ({"access_token": "x" * 2049}, [("/body/access_token", "max_length")]),
        ({"access_token": "x", "phone_code": ""}, [("/body/phone_code", "blank")]),
        ({"access_token": "x", "phone_code": "y"}, [("/body/consent", "required")]),
        ({"access_token": "x", "phone_code": "y", "consent": True}, [("/body/consent", "invalid")]),
        (
            {"access_token": "x", "phone_code": "y", "consent": {}},
            [("/body/consent/policy_version", "required")],
        ),
        (
            {"access_token": "x", "phone_code": "y", "consent": {"policy_version": "1999-01"}},
            [("/body/consent/policy_version", "invalid_choice")],
        ),
        (
            {"access_token": "x", "consent": {**CONSENT, "text": "khác"}},
            [("/body/consent/text", "unknown")],
        ),
        ({"access_token": "x", "id": "3368637342326461234"}, [("/body/id", "unknown")]),
        (
            {"access_token": "x", "name": "B", "phone": "0912345678"},
            [("/body/name", "unknown"), ("/body/phone", "unknown")],
        ),
        (
            {"access_token": "x", "zalo_user_id": "1", "user_id": 1},
            [("/body/user_id", "unknown"), ("/body/zalo_user_id", "unknown")],
        ),
    ],
)
def test_invalid_fields_are_refused_without_asking_zalo(api, zalo, db, body, errors):
    response = api.post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in response.json()["errors"]] == errors
    assert zalo.received == []


@for_each(
    ("body", "code"),
    [
        (b"", "invalid_request"),
        (b"{", "malformed_body"),
        (b"[]", "invalid_request"),
        (b'"token"', "invalid_request"),
        (b"null", "invalid_request"),
        (b'{"access_token": NaN}', "malformed_body"),
        (b'{"access_token": "\xff"}', "invalid_encoding"),
        (b'{"access_token": "\\ud800"}', "malformed_body"),
        (b'{"access_token": "a\\u0000b"}', "invalid_request"),
        (b"[" * 60_000, "malformed_body"),
        (b'{"a":' * 10_000, "malformed_body"),
    ],
)
def test_an_unreadable_body_is_refused(api, db, zalo, body, code):
    response = api.generic("POST", URL, body, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert zalo.received == []


def test_a_huge_body_is_refused(api, db, settings):
    response = api.post(
        URL, {"access_token": "x" * settings.MAX_BODY_BYTES}, content_type="application/json"
    )
    assert response.status_code == 413


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"],
)
def test_only_json_is_accepted(api, db, content_type):
    assert api.generic("POST", URL, b"access_token=x", content_type=content_type).status_code == 415


def test_parameters_are_refused(api, db):
    response = api.post(
        f"{URL}?access_token=x", {"access_token": "x"}, content_type="application/json"
    )
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        ("/query/access_token", "unknown")
    ]


@pytest.mark.parametrize(
    "token", ["invented", "x" * 2048, "có dấu", "a b", " ", "a\tb", "a\r\nX-Evil: 1"]
)
def test_an_unknown_token_answers_401(log_in, token):
    response = log_in(token=token)
    if token == " ":  # DRF reports it as blank
        assert response.status_code in {400, 401}
        return
    assert (response.status_code, response.json()["code"], response["WWW-Authenticate"]) == (
        401,
        "login_refused",
        "Bearer",
    )
    assert not Citizen.objects.exists()


def test_an_expired_token_answers_401(log_in, zalo):
    user = zalo.world.add_user()
    token = zalo.world.token_for(user)
    zalo.world.advance(3601)
    assert log_in(token=token).json()["code"] == "login_refused"


def test_a_revoked_token_answers_401(log_in, zalo):
    user = zalo.world.add_user()
    token = zalo.world.token_for(user)
    zalo.world.revoke(user)
    assert log_in(token=token).status_code == 401


def test_a_token_of_another_app_creates_no_citizen(log_in, zalo):
    token = zalo.world.token_for(zalo.world.add_user(), app_id="4999999999999999999")
    # the app secret proof does not fit, which may be our own mistake
    assert log_in(token=token).json()["code"] == "zalo_unavailable"
    assert not Citizen.objects.exists()


def test_a_wrong_app_secret_answers_503(log_in, zalo, settings):
    settings.ZALO_APP_SECRET = "wrong"
    response = log_in(zalo.world.add_user())
    assert (response.status_code, response.json()["code"]) == (503, "zalo_unavailable")


def test_a_replayed_token_opens_another_session(log_in, zalo):
    token = zalo.world.token_for(zalo.world.add_user())
    first, second = log_in(token=token).json()["token"], log_in(token=token).json()["token"]
    assert first != second
    assert bearer(first).get(ME).json() == bearer(second).get(ME).json()


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Fault.error(452), 401, "login_refused"),
        (Fault.error(-216), 401, "login_refused"),
        (Fault.error(210), 401, "login_refused"),
        (Fault.error(-501), 503, "zalo_unavailable"),
        (Fault.error(11004), 503, "zalo_unavailable"),
        (Fault.error(10000), 503, "zalo_unavailable"),
        (Fault.error(12000), 503, "zalo_unavailable"),
        (Fault.error(777), 503, "zalo_unavailable"),
        (Fault.status(429), 429, "throttled"),
        (Fault.status(500), 503, "zalo_unavailable"),
        (Fault.raw(b"<html>"), 503, "zalo_unavailable"),
        (Fault.oversize(), 503, "zalo_unavailable"),
        (Fault.changed(id=None), 503, "zalo_unavailable"),
        (Fault.changed(id="0"), 503, "zalo_unavailable"),
        (Fault.redirect("http://127.0.0.1:1/"), 503, "zalo_unavailable"),
    ],
)
def test_each_zalo_error_maps_to_one_answer(log_in, zalo, fault, status, code):
    zalo.plan("me", fault, times=2)
    response = log_in(zalo.world.add_user())
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert ("Retry-After" in response) is (status in {429, 503})
    assert not Citizen.objects.exists()


def test_without_zalo_settings_login_answers_503(api, db, settings):
    settings.ZALO_APP_ID = settings.ZALO_APP_SECRET = ""
    response = api.post(URL, {"access_token": "x"}, content_type="application/json")
    assert (response.status_code, response["Retry-After"]) == (503, "300")


def test_a_blocked_citizen_cannot_log_in(log_in, zalo):
    user = zalo.world.add_user(name="Mới")
    citizen(
        zalo_user_id=user.id,
        name="Cũ",
        blocked_at="2026-11-24T00:00:00Z",
        blocked_reason="Quấy rối",
    )
    response = log_in(user)
    assert (response.status_code, response.json()["code"]) == (403, "account_blocked")
    assert "Quấy rối" not in response.content.decode()
    assert Citizen.objects.get().name == "Cũ"
