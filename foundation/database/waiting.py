"""A database that hangs must not take the whole process along.

One that is away refuses at once. One that hangs, its processes stopped or its machine cut off, says
nothing, and neither its own time-outs nor TCP's end the wait. So each wait ends on our side, and
only some threads of a process may wait at once: the others go on serving what is in memory.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import OperationalError

# Whoever waits longer needs a place. Answers take milliseconds, the slowest of officers' lists over
# five million dossiers 143 ms.
PATIENCE = 1.0


class Silence(OperationalError):
    """The database did not answer in time, or too many threads wait for it already."""


class Gate:
    """Lets at most `places` threads wait long, each for `seconds`; others are refused.

    It closes when somebody waited in vain and nobody was answered meanwhile. While it is closed,
    every wait needs a place from its beginning. Any answer opens it again.
    """

    def __init__(self, places: int, seconds: float, patience: float = PATIENCE) -> None:
        self.seconds = seconds
        self.patience = min(patience, seconds)
        self._places = threading.BoundedSemaphore(places)
        self._answered_at = 0.0
        self.is_closed = False

    def answered(self) -> None:
        """Take note that the database answers."""
        self._answered_at = time.monotonic()
        self.is_closed = False

    def waited_in_vain(self, since: float) -> None:
        """Close, unless somebody was answered after `since`, a moment of the monotonic clock."""
        if self._answered_at < since:
            self.is_closed = True

    @contextmanager
    def place(self, since: float, patience: float = 0.0) -> Iterator[None]:
        """Hold a place while the block runs; wait at most `patience` seconds for one.

        Raises Silence if none is free, and closes as `waited_in_vain` does.
        """
        if not self._places.acquire(timeout=0 if self.is_closed else patience):
            self.waited_in_vain(since)
            raise Silence("Too many threads wait for the database.")
        try:
            yield
        finally:
            self._places.release()
