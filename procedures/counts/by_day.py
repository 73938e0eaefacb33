"""Counting by day: in memory while answering, added to the database every few seconds.

Nothing links a count to a person.
"""

import threading
from collections.abc import Mapping

from django.db import Error

from foundation.processes import forks

Counts = Mapping[str, list[int]]


class DayCounts:
    """What this process has counted but not yet written: a few numbers for each key."""

    def __init__(self) -> None:
        forks.begin(self.forget)

    def forget(self) -> None:
        """Know nothing, as a new process: what was counted before a fork its parent writes."""
        self._counts: dict[str, list[int]] = {}
        self._lock = threading.Lock()

    def put(self, key: str, *added: int) -> None:
        """Add numbers to those of `key`; their count is always the same."""
        with self._lock:
            counts = self._counts.get(key)
            if counts is None:
                counts = self._counts.setdefault(self.room_for(key), [0] * len(added))
            for place, number in enumerate(added):
                counts[place] += number

    def room_for(self, key: str) -> str:
        """Return the key under which a new `key` is counted; called with the lock held."""
        return key

    def take(self) -> Counts:
        """Return the counts and reset them."""
        with self._lock:
            taken, self._counts = self._counts, {}
        return taken

    def write(self) -> None:
        """Add the counts to today's rows; if that fails, keep them and retry later."""
        taken = self.take()
        if not taken:
            return
        try:
            self._insert(taken)
        except Error:
            for key, counted in taken.items():
                self.put(key, *counted)
            raise

    def _insert(self, taken: Counts) -> None:
        """Add to today's rows, all or none; other processes may do so at the same time."""
        raise NotImplementedError
