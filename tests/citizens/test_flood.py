"""A thousand logins at once.

Zalo is asked by few at a time, the rest are told to come back, and everybody else is served.
"""

import threading
from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from tests.citizens.factories import citizen, client_of
from tests.procedures.factories import publish_procedure
from tests.zalo_simulator import Fault

pytestmark = pytest.mark.django_db(transaction=True)
LOGINS, CLIENTS = 1000, 20
PLACES = 2  # half of four threads


class Crowd:
    """Counts who is at Zalo at once."""

    def __init__(self):
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    def fault(self):
        """Answer rightly after a moment, and count who waits for it."""
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


def test_a_thousand_logins_at_once_cost_nobody_else_anything(zalo, settings):
    if connection.vendor == "sqlite":
        pytest.skip(
            "tests keep SQLite in memory, where threads lock each other out of whole tables"
        )
    settings.WEB_THREADS = 2 * PLACES
    settings.THROTTLES = dict.fromkeys(
        settings.THROTTLES, 1000 * LOGINS
    )  # a quick machine asks more than the others' rates allow
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
