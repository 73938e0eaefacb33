"""A Zalo that hangs costs nobody but those who log in.

They are told at once, everybody else is served.
"""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from tests.citizens.factories import citizen, client_of
from tests.procedures.factories import publish_procedure
from tests.zalo_simulator import Fault

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = "/api/v1/session/"
HANG_SECONDS = 3


@pytest.fixture
def hanging(zalo, settings):
    """Let Zalo hang for two logins, which take the two places that four threads leave it."""
    settings.WEB_THREADS, settings.ZALO_READ_SECONDS, settings.ZALO_TOTAL_SECONDS = (
        4,
        HANG_SECONDS,
        HANG_SECONDS,
    )
    zalo.plan("me", Fault.hang(), times=None)
    answers = []

    def log_in():
        answers.append(post(zalo))
        connection.close()

    threads = [threading.Thread(target=log_in) for _place in range(2)]
    for thread in threads:
        thread.start()
    while len(zalo.received) < len(threads):
        time.sleep(0.01)
    yield zalo
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [503, 503]


def post(zalo):
    body = {"access_token": zalo.world.token_for(zalo.world.add_user())}
    return Client().post(LOGIN, body, content_type="application/json")


def seconds_of(work):
    started = time.monotonic()
    return work(), time.monotonic() - started


def test_further_logins_are_told_at_once(hanging):
    answer, seconds = seconds_of(lambda: post(hanging))
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (
        503,
        "zalo_unavailable",
        "5",
    )
    assert seconds < HANG_SECONDS / 3


def test_the_catalogue_and_signed_in_citizens_go_on(hanging):
    publish_procedure()
    client = client_of(citizen())
    for work in (
        lambda: Client().get("/api/v1/procedures/?search=ho+chieu"),
        lambda: client.get("/api/v1/me/"),
    ):
        answer, seconds = seconds_of(work)
        assert answer.status_code == 200
        assert seconds < HANG_SECONDS / 3
