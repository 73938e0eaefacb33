"""The loop that numbers events."""

from foundation.events.numbering import number_committed
from foundation.work.pulse import Pulse
from foundation.work.registry import loop
from foundation.work.rounds import repeat

PAUSE_SECONDS = 1.0


@loop("Đánh số sự kiện cho hệ thống khác đọc")
def number_events(stop: Pulse, *, once: bool) -> int:
    """Give positions to what was committed; return to how many. A lost database waits."""
    return repeat(
        number_committed, stop, once=once, pause=PAUSE_SECONDS, failed="events_not_numbered"
    )
