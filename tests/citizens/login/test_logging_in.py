"""A slow Zalo, or a flood of logins, must not slow down other requests."""

import threading
import time
from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from tests.citizens.factories import citizen, client_of
from tests.procedures.factories import publish_procedure
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = "/api/v1/session/"
# What a login may wait for Zalo: the tests end it before.
PATIENCE = 600
LOGINS, CLIENTS = 1000, 20
PLACES = 2  # half of four threads


def answering_by(permits):
    """Return a fault that answers correctly, one request for each permit."""
    right = Fault.slow(0)

    def deliver(handler, answer):
        permits.acquire(timeout=PATIENCE)
        right.deliver(handler, answer)

    return Fault(deliver)


@pytest.fixture
def hanging(zalo, settings):
    """Let Zalo hang for two logins, which take both places that four threads allow."""
    settings.WEB_THREADS = 2 * PLACES
    settings.ZALO_READ_SECONDS = settings.ZALO_TOTAL_SECONDS = PATIENCE
    permits, answers = threading.Semaphore(0), []
    zalo.plan("me", answering_by(permits), times=None)

    def wait_for_zalo():
        answers.append(log_in(zalo))
        connection.close()

    threads = [threading.Thread(target=wait_for_zalo) for _place in range(PLACES)]
    for thread in threads:
        thread.start()
    while len(zalo.received) < len(threads):
        time.sleep(0.01)
    yield zalo, answers
    for place in range(PLACES):  # one by one: SQLite in memory refuses who writes beside another
        permits.release()
        while len(answers) <= place and any(thread.is_alive() for thread in threads):
            time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201, 201]


def log_in(zalo):
    body = {"access_token": zalo.world.token_for(zalo.world.add_user())}
    return Client().post(LOGIN, body, content_type="application/json")


def test_further_logins_are_refused_at_once(hanging):
    """At once: while Zalo has answered none of those before."""
    zalo, answered = hanging
    answer = log_in(zalo)
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (
        503,
        "zalo_unavailable",
        "5",
    )
    assert answered == []


def test_other_requests_are_served_meanwhile(hanging):
    _zalo, answered = hanging
    publish_procedure()
    client = client_of(citizen())
    assert Client().get("/api/v1/procedures/?search=ho+chieu").status_code == 200
    assert client.get("/api/v1/me/").status_code == 200
    assert answered == []


class Crowd:
    """Count how many logins wait for Zalo at the same time."""

    def __init__(self):
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    def fault(self):
        """Return a fault that answers correctly after a moment and counts who waits."""
        right = Fault.slow(0.02)

        def deliver(handler, answer):
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            right.deliver(handler, answer)
            with self.lock:
                self.now -= 1

        return Fault(deliver)


def log_in_often(tokens, answers):
    client = Client()
    for token in tokens:
        answer = client.post(
            "/api/v1/session/", {"access_token": token}, content_type="application/json"
        )
        answers.append((answer.status_code, answer.get("Retry-After")))
    connection.close()


def test_a_flood_of_logins_does_not_slow_others(zalo, settings):
    if connection.vendor == "sqlite":
        pytest.skip(
            "tests keep SQLite in memory, where threads lock each other out of whole tables"
        )
    settings.WEB_THREADS = 2 * PLACES
    # a fast machine would exceed the rates of the other requests
    settings.THROTTLES = dict.fromkeys(settings.THROTTLES, 1000 * LOGINS)
    publish_procedure()
    crowd, answers, somebody = Crowd(), [], client_of(citizen())
    zalo.plan("me", crowd.fault(), times=None)
    tokens = [zalo.world.token_for(zalo.world.add_user()) for _number in range(LOGINS)]
    threads = [
        threading.Thread(target=log_in_often, args=(tokens[number::CLIENTS], answers))
        for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    others = Counter()
    while any(thread.is_alive() for thread in threads):
        others[somebody.get("/api/v1/me/").status_code] += 1
        others[Client().get("/api/v1/procedures/?search=ho+chieu").status_code] += 1
    statuses = Counter(status for status, _wait in answers)
    assert set(others) == {200}
    assert set(statuses) == {201, 503}
    assert sum(statuses.values()) == LOGINS
    assert len(zalo.received) == statuses[201]
    assert crowd.most <= PLACES
    assert all(wait for status, wait in answers if status == 503)
