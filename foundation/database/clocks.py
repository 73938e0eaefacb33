"""How far this machine's clock is from the database's, which all machines share.

Only operators' questions ask: checks at the start, readiness, metrics. No ordinary request does.
"""

import time
from dataclasses import dataclass

from django.db import connection

# Tests set the clock of their process, but not that of the database.
our_time = time.time
# Good enough to stop measuring: only seconds are shown.
SHARP_SECONDS = 0.05
TRIES = 3


@dataclass(frozen=True)
class Offset:
    """The database's clock minus ours in seconds, known but for `blur` seconds either way."""

    seconds: float
    blur: float

    @property
    def certain(self) -> float:
        """What is left of it, with its sign, when the blur is on our side.

        >>> Offset(-3.0, 1.0).certain, Offset(0.5, 1.0).certain
        (-2.0, 0.0)
        """
        sure = max(0.0, abs(self.seconds) - self.blur)
        return sure if self.seconds >= 0 else -sure


def offset() -> Offset:
    """Ask the database for its time, again if the answer took long; return the sharpest reading.

    SQLite has the clock of this machine. Raises Error if the database does not answer.
    """
    if connection.vendor != "postgresql":
        return Offset(0.0, 0.0)
    best = _read()
    for _try in range(TRIES - 1):
        if best.blur <= SHARP_SECONDS:
            break
        best = min(best, _read(), key=lambda one: one.blur)
    return best


def _read() -> Offset:
    """Its time was taken somewhere between our question and the answer."""
    with connection.cursor() as cursor:
        asked_at, begun = our_time(), time.monotonic()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        theirs = float(cursor.fetchone()[0])
        blur = (time.monotonic() - begun) / 2
    return Offset(theirs - (asked_at + blur), blur)
