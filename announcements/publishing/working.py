"""The loop `publish_announcements`: looks every few seconds for what is due."""

import threading

from announcements.actions.publishing import work
from foundation.work.rounds import repeat
from offices.snapshot import directory

# Citizens see what was approved within these seconds and those of the snapshots, five in all.
PAUSE_SECONDS = 2.0


def run(stop: threading.Event, *, once: bool = False) -> int:
    """Make moves whose time has come until `stop` is set; return how many. A lost database waits.

    With `once`, until nothing is due.
    """
    return repeat(
        _round, stop, once=once, pause=PAUSE_SECONDS, failed="announcements_not_published"
    )


def _round() -> int:
    directory.current()  # read before it is needed: the first publication would wait for it
    return work()
