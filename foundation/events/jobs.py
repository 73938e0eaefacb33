"""The loop that numbers events."""

import structlog
from django.db import Error, connection

from foundation.events.numbering import number_committed
from foundation.work.pulse import Pulse
from foundation.work.registry import loop

PAUSE_SECONDS = 1.0
log = structlog.get_logger("police_portal.events")


@loop("Đánh số sự kiện cho hệ thống khác đọc")
def number_events(stop: Pulse, *, once: bool) -> int:
    """Give positions to what was committed; return to how many. A lost database waits."""
    numbered = 0
    while not stop.is_set():
        done = _round(reraise=once)
        numbered += done
        if once and not done:
            break
        if not done:
            stop.wait(PAUSE_SECONDS)
    return numbered


def _round(*, reraise: bool) -> int:
    try:
        return number_committed()
    except Error as error:
        if reraise:
            raise
        log.warning("events_not_numbered", error=type(error).__name__)
        connection.close()  # the next round opens another
        return 0
