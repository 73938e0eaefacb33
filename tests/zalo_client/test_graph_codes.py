"""A code of the SDK gives a phone number or a place, once, within two minutes."""

import json
from datetime import UTC, datetime

import pytest

from tests.for_each import for_each
from tests.zalo_client.test_graph import TABLE, failing
from zalo_client.errors import CodeRefused, Reason, ZaloUnavailable
from zalo_client.simulator import Fault


def test_a_phone_code_gives_the_number(zalo, client, citizen, token):
    assert client.phone(token, zalo.world.phone_code(citizen)) == "+84912345678"


def test_the_code_and_the_secret_are_sent_in_headers(zalo, client, citizen, token):
    code = zalo.world.phone_code(citizen)
    client.phone(token, code)
    request = zalo.received[-1]
    assert (request.path, request.headers["code"], request.headers["secret_key"]) == (
        "/v2.0/me/info",
        code,
        zalo.world.app_secret,
    )
    assert "appsecret_proof" in request.headers


@pytest.mark.parametrize("written", ["84912345678", "0912345678", "+84912345678", 84912345678])
def test_phone_numbers_are_normalised(zalo, client, token, written):
    zalo.plan("info", Fault.raw(json.dumps({"error": 0, "data": {"number": written}}).encode()))
    assert client.phone(token, "c") == "+84912345678"


def test_a_location_code_gives_the_place(zalo, client, token):
    body = (
        b'{"data":{"provider":"gps","latitude":"10.758341","longitude":"106.745863",'
        b'"timestamp":"1666249171003"},"error":0}'
    )
    zalo.plan("info", Fault.raw(body))
    place = client.location(token, "c")
    assert (place.latitude, place.longitude, place.provider) == (10.758341, 106.745863, "gps")
    assert place.taken_at == datetime(2022, 10, 20, 6, 59, 31, 3000, tzinfo=UTC)


def test_a_code_works_once(zalo, client, citizen, token):
    code = zalo.world.phone_code(citizen)
    client.phone(token, code)
    assert isinstance(failing(client.phone, token, code), CodeRefused)


def test_a_code_is_valid_for_two_minutes(zalo, client, citizen, token):
    early, late = zalo.world.phone_code(citizen), zalo.world.phone_code(citizen)
    zalo.world.advance(119)
    assert client.phone(token, early)
    zalo.world.advance(2)
    assert isinstance(failing(client.phone, token, late), CodeRefused)


def test_a_code_of_another_citizen_is_refused(zalo, client, token):
    code = zalo.world.phone_code(zalo.world.add_user())
    assert isinstance(failing(client.phone, token, code), CodeRefused)


def test_a_code_of_another_kind_is_refused(zalo, client, citizen, token):
    assert failing(client.location, token, zalo.world.phone_code(citizen)).reason is Reason.CODE
    assert failing(client.phone, token, zalo.world.location_code(citizen)).reason is Reason.NO_PHONE


def test_unknown_error_numbers_of_codes_do_not_end_the_session(zalo, client, token):
    zalo.plan("info", Fault.error(4711))
    error = failing(client.phone, token, "c")
    assert (type(error), error.number, error.status, error.retryable) == (
        CodeRefused,
        4711,
        422,
        False,
    )


@for_each(("number", "kind"), [row[:2] for row in TABLE if row[0] not in {1, -1, 999999}])
def test_known_error_numbers_mean_the_same_for_codes(zalo, client, token, number, kind):
    zalo.plan("info", Fault.error(number))
    assert type(failing(client.phone, token, "c")) is kind


@pytest.mark.parametrize("code", ["", "a b", "x" * 2049, "a\n", "mã"])
def test_malformed_codes_are_refused_without_a_call(zalo, client, token, code):
    assert isinstance(failing(client.phone, token, code), CodeRefused)
    assert zalo.received == []


@pytest.mark.parametrize("number", ["14155552671", "12345", "không", "8491234567"])
def test_foreign_phone_numbers_have_their_own_error(zalo, client, token, number):
    zalo.plan("info", Fault.raw(json.dumps({"data": {"number": number}}).encode()))
    assert failing(client.phone, token, "c").reason is Reason.FOREIGN_PHONE


@pytest.mark.parametrize("data", [None, {}, [], "x", {"number": None}, {"number": ""}])
def test_an_answer_without_a_phone_number_has_its_own_error(zalo, client, token, data):
    zalo.plan("info", Fault.raw(json.dumps({"error": 0, "data": data}).encode()))
    assert failing(client.phone, token, "c").reason is Reason.NO_PHONE


@pytest.mark.parametrize("number", [True, 1.5, [], {}])
def test_a_phone_number_of_a_wrong_type_is_malformed(zalo, client, token, number):
    zalo.plan("info", Fault.raw(json.dumps({"data": {"number": number}}).encode()))
    assert isinstance(failing(client.phone, token, "c"), ZaloUnavailable)


@pytest.mark.parametrize(
    "place",
    [{"latitude": "91", "longitude": "0"}, {"latitude": "0", "longitude": "-181"},
     {"latitude": "nan", "longitude": "0"},
     {"latitude": "x", "longitude": "0"}, {"latitude": "1"}, {"latitude": True, "longitude": 0},
     {"latitude": "inf", "longitude": 0},
     {"latitude": 10**400, "longitude": 0}],
)  # fmt: skip
def test_impossible_coordinates_are_malformed(zalo, client, token, place):
    zalo.plan("info", Fault.raw(json.dumps({"data": place}).encode()))
    assert failing(client.location, token, "c").reason is Reason.MALFORMED


@pytest.mark.parametrize("timestamp", [None, "", "x", "9" * 18, True, -5])
def test_a_place_without_a_timestamp_is_accepted(zalo, client, token, timestamp):
    zalo.plan(
        "info",
        Fault.raw(
            json.dumps({"data": {"latitude": 1, "longitude": 2, "timestamp": timestamp}}).encode()
        ),
    )
    assert client.location(token, "c").taken_at is None
