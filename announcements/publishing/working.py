"""The loop `publish_announcements`: looks every few seconds for what is due."""

import threading

import structlog
from django.db import Error, connection

from announcements.actions.publishing import work
from offices.snapshot import directory

# Citizens see what was approved within these seconds and those of the snapshots, five in all.
PAUSE_SECONDS = 2.0
log = structlog.get_logger("police_portal.announcements")


def run(stop: threading.Event, *, once: bool = False) -> int:
    """Make moves whose time has come until `stop` is set; return how many. A lost database waits.

    With `once`, until nothing is due.
    """
    moved = 0
    while not stop.is_set():
        done = _round(reraise=once)
        moved += done
        if once and not done:
            break
        if not done:
            stop.wait(PAUSE_SECONDS)
    return moved


def _round(*, reraise: bool) -> int:
    try:
        directory.current()  # read before it is needed: the first publication would wait for it
        return work()
    except Error as error:
        if reraise:
            raise
        log.warning("announcements_not_published", error=type(error).__name__)
        connection.close()  # the next round opens another
        return 0
