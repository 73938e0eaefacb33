"""Fixtures of reports and who works on them."""

import pytest

from reports.reporter import notifying
from tests.citizens.factories import citizen
from tests.kept_rows import made_once
from tests.offices.factories import calendar_2026_2027, office, province
from tests.reports.officers import leader_of, officer_of


@pytest.fixture
def commune(db, time_machine):
    """Return a commune's office, on a Monday morning."""
    time_machine.move_to("2026-11-23T09:00:00+07:00", tick=False)
    _calendar()
    return office("ca-xa-a", name="Công an xã Ao Sen")


@made_once
def _calendar():
    province()
    calendar_2026_2027()


@pytest.fixture
def other(commune):
    return office("ca-xa-b", name="Công an xã Bờ Đê")


@pytest.fixture
def receiver(commune):
    return officer_of(commune)


@pytest.fixture
def leader(commune):
    return leader_of(commune)


@pytest.fixture
def lan(commune):
    return citizen(name="Nguyễn Thị Lan")


@pytest.fixture
def told(monkeypatch):
    """Return the names of the notices that were queued, and to whom."""
    queued = []
    monkeypatch.setattr(
        notifying, "queue_apart", lambda name, _key, citizen, *_rest: queued.append((name, citizen))
    )
    return queued
