"""Fixtures of the webhooks' tests: a Zalo, a person whom it knows, and our addresses."""

import pytest
from django.db import connection

from citizens.webhooks import handlers, views
from tests.citizens.factories import citizen


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """Answers of equal length in time are one test's business."""
    monkeypatch.setattr(views, "REVOCATION_SECONDS", 0)


@pytest.fixture(autouse=True)
def _own_handlers(monkeypatch):
    """Each test begins without handlers, and takes its own along."""
    monkeypatch.setattr(handlers, "_handlers", handlers.defaultdict(list))


@pytest.fixture
def person(zalo):
    """Let Zalo know a person."""
    return zalo.world.add_user(name="Nguyễn Thị Lan")


@pytest.fixture
def lan(db, person):
    """Let the same person be a citizen of ours."""
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
    """Return a function that gives a table as the database holds it, in one text."""

    def read(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name of ours
            return repr(cursor.fetchall())

    return read
