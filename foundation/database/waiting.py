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

from foundation.processes import forks

# While no place is free, one thread at a time asks for so long whether the database answers after
# all: without its standby only commits wait, and reads would be refused for nothing.
GLANCE = 0.2
# Whoever waits longer needs a place. Answers take milliseconds, the slowest of officers' lists over
# five million dossiers 143 ms.
PATIENCE = 1.0
TOO_MANY = "Too many threads wait for the database."


class Silence(OperationalError):
    """The database did not answer in time, or too many threads wait for it already."""


class Gate:
    """Lets at most `places` threads wait long, each for `seconds`; others are refused.

    It closes when somebody waited in vain and nobody was answered meanwhile. While it is closed,
    every wait needs a place from its beginning, or is a glance. Any answer opens it again.
    """

    def __init__(self, places: int, seconds: float, patience: float = PATIENCE) -> None:
        self.seconds = seconds
        self.patience = min(patience, seconds)
        self._count = places
        forks.begin(self._begin)

    def _begin(self) -> None:
        self._places = threading.BoundedSemaphore(self._count)
        self._glance = threading.BoundedSemaphore(1)
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
            raise Silence(TOO_MANY)
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def place_or_glance(self, since: float) -> Iterator[float]:
        """Hold a place, or be the one that glances; give for how many seconds it may wait.

        Raises Silence if neither is free.
        """
        for free, seconds in ((self._places, self.seconds), (self._glance, GLANCE)):
            if free.acquire(blocking=False):
                try:
                    yield seconds
                finally:
                    free.release()
                return
        self.waited_in_vain(since)
        raise Silence(TOO_MANY)
