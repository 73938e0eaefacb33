"""Fixtures of beats and duty."""

import pytest
from django.test import Client

from offices.snapshot import directory
from tests.offices import factories
from tests.police_portal.world import browser_of


@pytest.fixture
def monday(db, time_machine):
    """Freeze the clock on Monday 30/11/2026 at nine."""
    time_machine.move_to("2026-11-30T02:00:00Z", tick=False)


@pytest.fixture
def ward(monday):
    """Return an office with a phone."""
    row = factories.thanh_mieu(phones=["0210 3846 123 – Trực ban", "0210 3846 124"])
    directory.forget()
    return row


@pytest.fixture
def leader(ward) -> Client:
    """Return the browser of its leader."""
    return browser_of(ward, "L")
