"""A loop that does what is due, round after round, and waits where nothing is."""

import threading
from collections.abc import Callable

import structlog
from django.db import Error, connection

log = structlog.get_logger("foundation.work")


def repeat(
    work: Callable[[], int], stop: threading.Event, *, once: bool, pause: float, failed: str
) -> int:
    """Call `work` until `stop` is set; return how much it did in all, by its own counts.

    Without anything done it waits `pause` seconds; a lost database is logged as `failed` and waited
    for. With `once` it ends when nothing is left, and errors are raised.
    """
    total = 0
    while not stop.is_set():
        done = work() if once else _survive(work, failed)
        total += done
        if once and not done:
            break
        if not done:
            stop.wait(pause)
    return total


def _survive(work: Callable[[], int], failed: str) -> int:
    try:
        return work()
    except Error as error:
        log.warning(failed, error=type(error).__name__)
        connection.close()  # the next round opens another
        return 0
