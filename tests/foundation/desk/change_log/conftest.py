"""A frozen clock."""

import pytest


@pytest.fixture
def now(time_machine):
    """Stop the clock on a working day."""
    time_machine.move_to("2026-11-23T09:00:00+07:00", tick=False)
