"""The time at which tests run: their clock, and that of the database."""

from datetime import UTC, datetime

import time_machine

from foundation.database import clocks

# A Tuesday morning in Vietnam, in working hours.
CLOCK = "2026-11-24T02:00:00Z"


def start():
    """Set the clock of this process; it runs on from there. That it does is not to be noticed."""
    clocks.our_time = time_machine.escape_hatch.time.time
    time_machine.travel(CLOCK, tick=True).start()


def databases_now() -> datetime:
    """Return the time by the clock of the database, which no test sets."""
    return time_machine.escape_hatch.datetime.datetime.now(UTC)
