"""Fixtures for tests of the counter."""

from datetime import timedelta

import pytest

from reception import workflow
from tests.at_once import in_a_file
from tests.citizens.factories import client_of
from tests.reception import factories

MONDAY = "2026-11-23T02:00:00Z"  # nine o'clock


@pytest.fixture
def raceable(transactional_db, tmp_path):
    """Let threads have connections of their own, on SQLite as well."""
    with in_a_file(tmp_path / "race.sqlite3"):
        yield


@pytest.fixture
def monday(db, time_machine):
    """Freeze the clock on Monday 23/11/2026 at nine."""
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def counter(monday):
    """Return a counter with four places, three of them online, in windows of half an hour."""
    return factories.queue()


@pytest.fixture
def quick_services(monkeypatch):
    """Let whoever is called be served at once: the next press ends it."""
    monkeypatch.setattr(workflow, "SHORTEST", timedelta(0))


@pytest.fixture
def lan(counter):
    """Return a citizen with a verified phone."""
    return factories.person(name="Nguyễn Thị Lan")


@pytest.fixture
def as_lan(lan):
    """Return her client."""
    return client_of(lan)


@pytest.fixture
def binh(counter):
    """Return an officer of the counter's office."""
    return factories.staff(counter.office)
