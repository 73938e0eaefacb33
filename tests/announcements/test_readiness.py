"""What operators are told."""

import pytest

from announcements.readiness import warnings
from tests.announcements.factories import approved, challenge, published

pytestmark = pytest.mark.django_db


def test_nothing_late_warns_of_nothing(offices):
    challenge(published("wanted"))
    approved()
    assert list(warnings()) == []


def test_a_worker_that_stands_still_is_named(offices, now):
    approved()
    now("2026-11-23 09:06")
    (said,) = warnings()
    assert "manage.py work" in said


def test_clocks_that_ran_out_are_named(offices, now):
    challenge(published("wanted"))
    now("2027-02-24 09:00")
    confirmed, answered = warnings()
    assert "truy nã" in confirmed
    assert "15 ngày" in answered
