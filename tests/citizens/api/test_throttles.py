"""Throttles: by citizen, by address for logins, by token for replays.

A signed-in citizen is never locked out because of an address.
"""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.citizens.factories import citizen, token_of
from zalo_client.simulator import Fault

ME, LOGIN = "/api/v1/me/", "/api/v1/session/"
START = datetime(2026, 11, 24, 9, 0, 20, tzinfo=UTC)
LIMITS = {"catalogue": 3, "citizen": 3, "login": 3, "token": 2, "phone": 2}


@pytest.fixture(autouse=True)
def _limited(db, settings, time_machine):
    settings.THROTTLES = LIMITS
    time_machine.move_to(START, tick=False)


def me(token, address="10.0.0.1"):
    return Client(REMOTE_ADDR=address, headers={"Authorization": f"Bearer {token}"}).get(ME)


def log_in(zalo, address="10.0.0.1", token=None, **headers):
    token = token or zalo.world.token_for(zalo.world.add_user())
    return Client(REMOTE_ADDR=address, headers=headers).post(
        LOGIN, {"access_token": token}, content_type="application/json"
    )


def statuses(answers):
    return [answer.status_code for answer in answers]


def test_a_citizen_is_throttled_across_sessions_and_addresses(lan):
    answers = [me(token_of(lan), f"10.0.0.{number}") for number in range(4)]
    assert statuses(answers) == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "40"


def test_citizens_sharing_an_address_are_throttled_separately(zalo):
    assert statuses([log_in(zalo) for _time in range(5)]) == [201] * 3 + [429] * 2
    assert statuses([me(token_of(citizen())) for _time in range(10)]) == [200] * 10


def test_logins_are_limited_by_address(zalo):
    answers = [log_in(zalo) for _time in range(4)]
    assert statuses(answers) == [201, 201, 201, 429]
    assert (answers[-1]["Retry-After"], answers[-1].json()["code"]) == ("40", "throttled")
    assert len(zalo.received) == 3
    assert log_in(zalo, "10.0.0.2").status_code == 201


def test_replays_of_one_token_are_limited(zalo):
    token = zalo.world.token_for(zalo.world.add_user())
    assert statuses([log_in(zalo, f"10.0.0.{number}", token) for number in range(4)]) == [
        201,
        200,
        429,
        429,
    ]
    assert len(zalo.received) == 2


def test_a_forged_address_header_is_ignored(zalo, settings):
    settings.NUM_PROXIES = 1
    answers = [
        log_in(zalo, "127.0.0.1", **{"X-Forwarded-For": f"6.6.6.{number}, 1.2.3.4"})
        for number in range(4)
    ]
    assert statuses(answers) == [201, 201, 201, 429]


@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-For",
        "X-Real-IP",
        "Forwarded",
        "X-Client-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
    ],
)
def test_without_a_proxy_address_headers_are_ignored(zalo, settings, name):
    settings.NUM_PROXIES = 0
    assert statuses([log_in(zalo, **{name: f"6.6.6.{number}"}) for number in range(4)]) == [
        201,
        201,
        201,
        429,
    ]


def test_a_burst_of_logins_is_limited(zalo, settings):
    settings.THROTTLES = {**LIMITS, "login": 20}
    zalo.plan("me", Fault.status(500), times=2)
    answers = statuses([log_in(zalo, token=f"token-{number}") for number in range(100)])
    assert set(answers) == {401, 429, 503}
    assert answers.count(429) == 80


def test_phone_verifications_are_limited_by_citizen(zalo, verify):
    user = zalo.world.add_user()
    client = Client(headers={"Authorization": f"Bearer {token_of(citizen(zalo_user_id=user.id))}"})
    assert statuses([verify(client, user) for _time in range(3)]) == [200, 200, 429]


def test_failed_logins_count(zalo):
    client = Client()
    answers = [
        client.post(LOGIN, {"id": number}, content_type="application/json") for number in range(4)
    ]
    assert statuses(answers) == [400, 400, 400, 429]


def test_strangers_cannot_use_up_a_citizens_limit(lan):
    good = token_of(lan)
    assert statuses([me(good + "x") for _time in range(10)]) == [401] * 10
    assert me(good).status_code == 200
