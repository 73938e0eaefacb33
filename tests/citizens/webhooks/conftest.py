"""Fixtures for tests of webhooks: a person known to Zalo, and functions that post events."""

import pytest
from django.db import connection

from citizens.webhooks import handlers, views
from tests.citizens.factories import citizen


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """Switch off the equal answer time, which one test covers."""
    monkeypatch.setattr(views, "REVOCATION_SECONDS", 0)


@pytest.fixture(autouse=True)
def _own_handlers(monkeypatch):
    """Start each test without handlers and remove those it adds."""
    monkeypatch.setattr(handlers, "_handlers", handlers.defaultdict(list))


@pytest.fixture
def person(zalo):
    """Return a person known to Zalo."""
    return zalo.world.add_user(name="Nguyễn Thị Lan")


@pytest.fixture
def lan(db, person):
    """Return the same person as a citizen."""
    return citizen(zalo_user_id=person.id, name=person.name)


@pytest.fixture
def to_miniapp(client):
    """Return a function that posts an event to the Mini App's address."""
    return lambda event: client.post(
        "/webhooks/zalo/miniapp/", event.raw, content_type="application/json", headers=event.headers
    )


@pytest.fixture
def to_oa(client):
    """Return a function that posts an event to the Official Account's address."""
    return lambda event: client.post(
        "/webhooks/zalo/oa/", event.raw, content_type="application/json", headers=event.headers
    )


@pytest.fixture
def raw_rows(db):
    """Return a function that reads a raw table as one text."""

    def read(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name of ours
            return repr(cursor.fetchall())

    return read
