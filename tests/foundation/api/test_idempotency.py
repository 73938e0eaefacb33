"""`Idempotency-Key`, tested at me/requests/: what is sent twice happens once."""

import threading

import pytest
from django.db import close_old_connections, connection
from rest_framework.request import Request

from citizens.models import PersonalRequest
from foundation.api import idempotency
from foundation.api.models import IdempotencyKey
from tests.citizens.factories import citizen, client_of

LIST = "/api/v1/me/requests/"
KEY = "0b9c5c0a-6a3e-4f3e-9d5c-1f0a5d6e7b8c"


@pytest.fixture
def who(db):
    """Return a citizen."""
    return citizen()


def send(client, key=KEY, **body):
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(
        LIST, {"kind": "access", **body}, content_type="application/json", headers=headers
    )


def test_a_repeated_request_gets_the_first_answer(who):
    client = client_of(who)
    first, second = send(client, text="Xin bản sao"), send(client, text="Xin bản sao")
    assert (first.status_code, second.status_code, first.json()) == (201, 201, second.json())
    assert PersonalRequest.objects.count() == 1


def test_a_used_key_with_another_body_is_refused(who):
    client = client_of(who)
    send(client, text="Xin bản sao")
    refused = send(client, text="Xin bản sao khác")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert PersonalRequest.objects.count() == 1


def test_the_order_of_members_does_not_matter(db, rf):
    request, made = Request(rf.post("/", headers={"Idempotency-Key": KEY})), iter((1, 2))
    bodies = [{"a": 1, "b": {"x": 1, "y": 2}}, {"b": {"y": 2, "x": 1}, "a": 1}]
    assert [
        idempotency.once(request, "machine:x", "test", body, lambda: next(made)) for body in bodies
    ] == ["1", "1"]


def test_a_key_belongs_to_one_citizen(who):
    assert [send(client_of(each), text=str(each.pk)).status_code for each in (who, citizen())] == [
        201,
        201,
    ]
    assert PersonalRequest.objects.count() == 2


def test_requests_without_a_key_are_all_new(who):
    client = client_of(who)
    assert [send(client, key=None).status_code for _time in range(2)] == [201, 201]
    assert PersonalRequest.objects.count() == 2


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 201, "có dấu-không ASCII", "two words", "tab\tkey12"]
)
def test_malformed_keys_are_refused(who, key):
    refused = send(client_of(who), key=key)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (
        400,
        "/header/Idempotency-Key",
    )
    assert not IdempotencyKey.objects.exists()


def test_a_failed_request_may_be_repeated_with_its_key(who, monkeypatch):
    client = client_of(who)
    monkeypatch.setattr("citizens.requests.actions.MAX_OPEN", 0)
    assert send(client).status_code == 422
    monkeypatch.undo()
    assert send(client).status_code == 201


def test_bodies_are_not_stored(who):
    send(client_of(who), text="Điều riêng tư")
    row = IdempotencyKey.objects.get()
    kept = " ".join(str(value) for value in vars(row).values())
    assert KEY not in kept
    assert "riêng" not in kept
    assert row.result == str(PersonalRequest.objects.get().pk)


def test_a_forgotten_key_is_new_again(who):
    client = client_of(who)
    send(client)
    idempotency.forget(f"citizen:{who.pk}")
    send(client)
    assert PersonalRequest.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="an SQLite in memory has one connection")
def test_two_concurrent_requests_make_one_row():
    who, statuses, ready = citizen(), [], threading.Barrier(2)

    def post():
        client = client_of(who)
        ready.wait()
        statuses.append(send(client, text="Cùng lúc").json()["id"])
        close_old_connections()
        connection.close()

    threads = [threading.Thread(target=post) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 2
    assert len(set(statuses)) == 1
    assert PersonalRequest.objects.count() == 1
