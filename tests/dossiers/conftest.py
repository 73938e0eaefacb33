"""Fixtures for tests of dossiers."""

import pytest

from tests.dossiers.factories import at
from tests.offices import factories as offices

NOW = at("2026-11-23 09:00")  # a Monday; Tuesday is a holiday


@pytest.fixture
def now(time_machine):
    """Freeze the clock on a Monday morning and return a function that moves it.

    The function takes Vietnamese time, like "2026-11-30 10:00".
    """
    time_machine.move_to(NOW, tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


@pytest.fixture
def calendar(db):
    """Fill the working calendar."""
    offices.calendar_2026_2027()
