"""The day that tests meet, whenever they run, and the time of those who do not keep to it."""

from datetime import UTC, datetime

import time_machine

# A Tuesday morning in Vietnam, in working hours.
CLOCK = "2026-11-24T02:00:00Z"


def start():
    """Set this process's clock, which then runs."""
    time_machine.travel(CLOCK, tick=True).start()


def databases_now() -> datetime:
    """Return the time by the database's own clock, which nothing sets."""
    return time_machine.escape_hatch.datetime.datetime.now(UTC)
