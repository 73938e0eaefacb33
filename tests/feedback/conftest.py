"""Fixtures for tests of feedback."""

import pytest

from offices.models import Office
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import officer_of
from tests.kept_rows import made_once
from tests.offices.factories import calendar_2026_2027, office, province, thanh_mieu


@pytest.fixture
def offices(db):
    """Create a province with its calendar, two communes and a closed one; return a commune."""
    _make_offices()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


@made_once
def _make_offices():
    province()
    calendar_2026_2027()
    office("ca-xa-khac", name="Công an xã Khác")
    office("ca-cu", name="Công an xã Cũ", valid_to="2025-03-01")
    thanh_mieu()


@pytest.fixture
def other(offices):
    """Return another commune."""
    return Office.objects.get(pk="ca-xa-khac")


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
    """Return an officer of the commune."""
    return officer_of(offices)


@pytest.fixture
def editor(offices):
    """Return an officer who edits and publishes answers."""
    return officer_of(
        offices, "view_faqentry", "add_faqentry", "change_faqentry", "publish_faqentry"
    )
