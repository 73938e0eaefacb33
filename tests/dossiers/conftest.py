"""Fixtures of the dossiers' tests."""

import pytest

from tests.dossiers.factories import at
from tests.offices import factories as offices

NOW = at("2026-11-23 09:00")  # a Monday; Tuesday is a holiday


@pytest.fixture
def now(time_machine):
    """Stop the clock at a Monday morning, and return a function that moves it.

    «2026-11-30 10:00».
    """
    time_machine.move_to(NOW, tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


@pytest.fixture
def calendar(db):
    """Fill the working calendar."""
    offices.calendar_2026_2027()
