"""Fixtures for tests of announcements."""

import pytest

from offices.models import Office
from tests.citizens.factories import citizen, client_of
from tests.dossiers.factories import at
from tests.kept_rows import made_once
from tests.offices.factories import calendar_2026_2027, province, thanh_mieu

NOW = at("2026-11-23 09:00")  # a Monday


@pytest.fixture(autouse=True)
def _pictures(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def now(time_machine):
    """Freeze the clock on a Monday morning and return a function that moves it."""
    time_machine.move_to(NOW, tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


@pytest.fixture
def offices(now, db):
    """Make a province with its calendar, and a commune, which is returned."""
    _make_offices()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


@made_once
def _make_offices():
    province()
    calendar_2026_2027()
    thanh_mieu()


@pytest.fixture
def lan(offices):
    return citizen(name="Nguyễn Thị Lan", phone="+84912345678")


@pytest.fixture
def as_lan(lan):
    return client_of(lan)


@pytest.fixture
def as_hung(offices):
    return client_of(citizen(name="Trần Văn Hùng"))
