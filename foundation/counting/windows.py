"""Counts per caller in the current minute or hour."""

import time
from collections.abc import Hashable
from dataclasses import dataclass

from foundation.records import process_memory
from foundation.scale.cache import engine, scripts

MINUTE, HOUR = 60, 3600
# More callers in one window would take too much memory: then all counts start again.
MAX_CALLERS = 100_000


@dataclass(frozen=True)
class Counted:
    """The count of this window, including this time, and its remaining seconds."""

    times: int
    seconds_left: float


class WindowCounter:
    """Counts per caller in the current window, in this process.

    Two threads that count at the same instant may lose one of the two counts.
    """

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._window = 0
        self._counts: dict[Hashable, int] = {}

    def count(self, caller: Hashable, amount: int = 1) -> Counted:
        """Count once more, or `amount` more."""
        now = time.time()
        window = int(now) // self._seconds
        if window != self._window or len(self._counts) >= MAX_CALLERS:
            self._window, self._counts = window, {}
        counts = self._counts
        counts[caller] = times = counts.get(caller, 0) + amount
        return Counted(times, self._seconds - now % self._seconds)


# By kind: callers of one kind can never displace the counts of another.
_counters: dict[str, WindowCounter] = {}
process_memory.register(_counters.clear)


def count(kind: str, caller: Hashable, seconds: int = MINUTE, amount: int = 1) -> Counted:
    """Count once more, or `amount` more, for `caller`, over all processes that share a cache.

    Always use the same `seconds` for a `kind`.
    """
    try:
        times, left = engine.ask(scripts.COUNT, kind, caller, seconds * 1000, amount)
    except engine.Away:
        counter = _counters.get(kind) or _counters.setdefault(kind, WindowCounter(seconds))
        return counter.count(caller, amount)
    return Counted(times, left / 1000)
