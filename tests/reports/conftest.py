"""Fixtures for tests of reports."""

import pytest
from django.contrib.auth.models import User

from offices.models import Office
from tests.citizens.factories import citizen, client_of
from tests.dossiers.factories import at
from tests.kept_rows import made_once
from tests.offices.factories import calendar_2026_2027, province, thanh_mieu
from tests.reports.factories import kind

NOW = at("2026-11-23 09:00")  # a Monday; Tuesday is a holiday


@pytest.fixture(autouse=True)
def _sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"


@pytest.fixture
def now(time_machine):
    """Freeze the clock on a Monday morning and return a function that moves it.

    The function takes Vietnamese time, like "2026-11-30 10:00".
    """
    time_machine.move_to(NOW, tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


@pytest.fixture
def offices(now, db):
    """Create a province with its calendar, a commune and the kind traffic violation."""
    _make_offices()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


@made_once
def _make_offices():
    province()
    calendar_2026_2027()
    thanh_mieu()
    kind()


@pytest.fixture
def lan(offices):
    """Return the citizen Lan."""
    return citizen(name="Nguyễn Thị Lan", phone="+84912345678")


@pytest.fixture
def as_lan(lan):
    """Return Lan's client."""
    return client_of(lan)


@pytest.fixture
def hung(offices):
    """Return another citizen, Hùng."""
    return citizen(name="Trần Văn Hùng")


@pytest.fixture
def as_hung(hung):
    """Return Hùng's client."""
    return client_of(hung)


@pytest.fixture
def binh(offices):
    """Return an officer."""
    return User.objects.create_user("can.bo.binh", first_name="Trần Thị Bình", is_staff=True)
