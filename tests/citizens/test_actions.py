"""Races and transactions of logins and phone verifications."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from citizens import actions
from citizens.login.phones import phone_hash
from citizens.models import Citizen, PhoneChange
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import PHONE, citizen, client_of
from zalo_client.graph import GraphClient
from zalo_client.simulator import Fault

URL = "/api/v1/session/"
pytestmark = pytest.mark.django_db(transaction=True)
# In memory, SQLite's threads share one cache and fail instead of waiting for each other.
needs_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads that write at once need PostgreSQL"
)


@pytest.fixture(autouse=True)
def _room(settings):
    """Let eight threads call Zalo at once."""
    settings.WEB_THREADS = 16


def run_together(*works):
    """Run functions in threads that start together, and return their results."""
    start = threading.Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def login(zalo, user, **body):
    token = zalo.world.token_for(user)
    return lambda: Client().post(
        URL, {"access_token": token, **body}, content_type="application/json"
    )


@needs_postgresql
def test_concurrent_first_logins_make_one_citizen(zalo):
    user = zalo.world.add_user()
    zalo.plan("me", Fault.slow(0.1), times=6)
    answers = run_together(*[login(zalo, user) for _time in range(6)])
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert Citizen.objects.count() == 1


@needs_postgresql
def test_concurrent_verifications_leave_the_number_to_one(zalo):
    users = [zalo.world.add_user(phone="84912345678") for _time in range(4)]
    zalo.plan("info", Fault.slow(0.1), times=4)
    answers = run_together(
        *[
            login(zalo, user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
            for user in users
        ]
    )
    assert [answer.status_code for answer in answers] == [201] * 4
    assert Citizen.objects.exclude(phone="").count() == 1
    changes = PhoneChange.objects.values_list("kind", flat=True)
    assert sorted(changes) == ["taken_over"] * 3 + ["verified"] * 4


@needs_postgresql
def test_swapping_numbers_concurrently_does_not_deadlock(zalo):
    one, two = (zalo.world.add_user(phone=f"8491234567{number}") for number in range(2))
    rows = [citizen(f"+{user.phone}", zalo_user_id=user.id) for user in (one, two)]
    one.phone, two.phone = two.phone, one.phone
    works = [
        login(zalo, user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
        for user in (one, two)
    ]
    assert [answer.status_code for answer in run_together(*works)] == [200, 200]
    held = Citizen.objects.exclude(phone="").values_list("pk", "phone")
    assert set(held) <= {(rows[0].pk, "+84912345671"), (rows[1].pk, "+84912345670")}
    assert held


def test_no_transaction_is_open_during_calls_to_zalo(zalo, monkeypatch, log_in, verify):
    seen = []
    for name in ("me", "phone"):
        ask = getattr(GraphClient, name)

        def watched(self, *args, ask=ask):
            seen.append(connection.in_atomic_block)
            return ask(self, *args)

        monkeypatch.setattr(GraphClient, name, watched)
    user = zalo.world.add_user()
    log_in(user, phone_code=zalo.world.phone_code(user), consent=CONSENT)
    verify(client_of(Citizen.objects.get()), user)
    assert seen == [False] * 4


def test_a_login_is_atomic(zalo, monkeypatch):
    user = zalo.world.add_user()

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions, "record_consent", fail)
    with pytest.raises(RuntimeError):
        login(zalo, user, phone_code=zalo.world.phone_code(user), consent=CONSENT)()
    assert not Citizen.objects.exists()


@needs_postgresql
def test_a_number_taken_meanwhile_is_taken_over_on_retry(zalo, monkeypatch):
    user, faster = zalo.world.add_user(), citizen()
    write, tries = PhoneChange.objects.create, []

    def create(*args, **kwargs):
        if not tries:
            run_together(lambda: give_number(faster))
        tries.append(kwargs["kind"])
        return write(*args, **kwargs)

    monkeypatch.setattr(PhoneChange.objects, "create", create)
    assert (
        login(zalo, user, phone_code=zalo.world.phone_code(user), consent=CONSENT)().status_code
        == 201
    )
    assert Citizen.objects.get(phone_hash=phone_hash(PHONE)).zalo_user_id == user.id
    assert tries == ["verified", "taken_over", "verified"]


def give_number(who):
    """Give a citizen the number, as another process would."""
    Citizen.objects.filter(pk=who.pk).update(
        phone=PHONE, phone_hash=phone_hash(PHONE), phone_verified_at=timezone.now()
    )
