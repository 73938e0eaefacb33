"""Retry during an outage of the database, and write the result when it is back."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import structlog
from django.db import connection

from foundation.database.away import AWAY

log = structlog.get_logger("foundation.work")
T = TypeVar("T")
OUTAGE_SECONDS = (1.0, 3.0)
LAST_WORD_SECONDS = 10.0  # how long a loop that stops tries to write its last results


class Patience:
    """Repeats what the database did not take, until `stop` is set and a little longer."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, work: Callable[[], T]) -> T | None:
        """Do `work`, and repeat it while the database is away.

        Returns None if the loop has to stop before the database is back.
        """
        for last in self._tries():
            try:
                return work()
            except AWAY as error:
                if last:
                    # The text of the error may hold personal values.
                    log.error("result_lost", error=type(error).__name__)  # noqa: TRY400  # a traceback could hold personal values
                    return None
                wait_out(error)
        return None

    def _tries(self) -> Iterator[bool]:
        """Yield for each try whether it is the last. No try is the last before `stop` is set."""
        ends: float | None = None
        while True:
            if self._stop.is_set():
                ends = ends or time.monotonic() + LAST_WORD_SECONDS
            yield ends is not None and time.monotonic() > ends


def wait_out(error: Exception) -> None:
    """Sleep a little; the next try opens another connection."""
    log.warning("database_away", error=type(error).__name__)
    if not connection.in_atomic_block:
        connection.close()
    time.sleep(random.uniform(*OUTAGE_SECONDS))  # noqa: S311  # no secret
