"""Rate limits: which address counts, when a limit is reached, and what is free."""

from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory

from foundation.api.client_addresses import client_address
from tests.citizens.factories import citizen, client_of
from tests.procedures.factories import publish_procedure, withdraw_procedure

LIST = "/api/v1/procedures/"
START = datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)


@pytest.fixture
def limited(db, settings, time_machine):
    """Allow two requests a minute, from nine o'clock sharp."""
    settings.THROTTLES = {"catalogue": 2}
    time_machine.move_to(START, tick=False)
    return time_machine


def ask(number, address="10.0.0.1", **headers):
    """Request something new."""
    return Client(REMOTE_ADDR=address, headers=headers).get(f"{LIST}?search=x{number}")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "10.0.0.1"),
        (0, "6.6.6.6", "10.0.0.1"),
        (None, "6.6.6.6", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6,1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "1.2.3.4"),
        (3, "6.6.6.6, 1.2.3.4, 10.0.0.3, 10.0.0.2", "1.2.3.4"),
    ],
)
def test_the_address_is_that_seen_by_our_outermost_proxy(settings, proxies, forwarded, expected):
    settings.NUM_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert (
        client_address(RequestFactory(REMOTE_ADDR="10.0.0.1", headers=headers).get("/")) == expected
    )


def test_requests_over_the_limit_get_429_until_the_minute_ends(limited):
    assert [ask(number).status_code for number in range(3)] == [200, 200, 429]
    limited.move_to(START.replace(second=47, microsecond=500_000), tick=False)
    refused = ask(4)
    assert (refused.status_code, refused["Retry-After"]) == (429, "13")
    limited.move_to(START.replace(minute=1), tick=False)
    assert ask(5).status_code == 200


def test_waiting_for_retry_after_is_enough(limited):
    for number in range(2):
        ask(number)
    limited.move_to(START.replace(second=30, microsecond=900_000), tick=False)
    limited.shift(int(ask(3)["Retry-After"]))
    assert ask(4).status_code == 200


def test_addresses_are_counted_separately(limited):
    assert [ask(number, f"10.0.0.{number}").status_code for number in range(5)] == [200] * 5


def test_a_forged_header_does_not_reset_the_count(limited, settings):
    settings.NUM_PROXIES = 1
    forged = [
        ask(number, **{"X-Forwarded-For": f"6.6.6.{number}, 1.2.3.4"}).status_code
        for number in range(3)
    ]
    assert forged == [200, 200, 429]


def test_a_direct_clients_header_does_not_reset_the_count(limited, settings):
    settings.NUM_PROXIES = 0
    assert [
        ask(number, **{"X-Forwarded-For": f"6.6.6.{number}"}).status_code for number in range(3)
    ] == [200, 200, 429]


def test_answers_from_memory_are_not_counted(limited):
    publish_procedure()
    client = Client(REMOTE_ADDR="10.0.0.1")
    assert [client.get(LIST).status_code for _time in range(10)] == [200] * 10
    assert [ask(1).status_code, ask(2).status_code] == [200, 429]


def test_refused_requests_are_counted(limited):
    client = Client(REMOTE_ADDR="10.0.0.1")
    assert [client.get(f"{LIST}?page=0").status_code for _time in range(3)] == [400, 400, 429]


def test_the_schema_and_its_pages_are_limited_too(limited):
    client = Client(REMOTE_ADDR="10.0.0.1")
    assert [client.get("/api/schema/").status_code, client.get("/api/docs/").status_code] == [
        200,
        200,
    ]
    assert client.get("/api/docs/").status_code == 429


def test_a_caller_sees_what_is_left(db, settings, time_machine):
    settings.THROTTLES = {**settings.THROTTLES, "citizen": 2}
    time_machine.move_to(START.replace(second=47, microsecond=500_000), tick=False)
    client = client_of(citizen())
    told = [client.get("/api/v1/me/") for _ in range(3)]
    assert [answer["RateLimit"] for answer in told] == [
        f'"citizen";r={left};t=13' for left in (1, 0, 0)
    ]
    assert {answer["RateLimit-Policy"] for answer in told} == {'"citizen";q=2;w=60'}
    assert told[-1].status_code == 429


def test_what_caches_keep_for_everybody_tells_of_nobody(limited):
    assert ["RateLimit" in ask(number) for number in range(3)] == [False, False, True]


def test_what_nginx_keeps_in_place_of_a_withdrawn_procedure_tells_of_nobody(db):
    gone = withdraw_procedure()
    answer = Client().get(f"/api/v1/procedures/{gone.pk}/")
    assert (answer.status_code, "RateLimit" in answer) == (410, False)
