"""Counting by day.

In memory while answering, written every few seconds, without any link to a person.
"""

import threading
from collections.abc import Mapping

from django.db import DatabaseError


class DayCounts:
    """The counts of this process that are not yet in the database: for each key so many numbers."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        self._lock = threading.Lock()

    def put(self, key: str, *added: int) -> None:
        """Add to the numbers of `key`."""
        with self._lock:
            counts = self._counts.get(key)
            if counts is None:
                counts = self._counts.setdefault(self.room_for(key), [0] * len(added))
            for place, number in enumerate(added):
                counts[place] += number

    def room_for(self, key: str) -> str:
        """Return under which key a new one is counted; the lock is held."""
        return key

    def take(self) -> Mapping[str, list[int]]:
        """Return the counts and start anew."""
        with self._lock:
            taken, self._counts = self._counts, {}
        return taken

    def write(self) -> None:
        """Add the counts to today's rows; what cannot be written now is kept for the next time."""
        taken = self.take()
        if not taken:
            return
        try:
            self._insert(taken)
        except DatabaseError:
            for key, counted in taken.items():
                self.put(key, *counted)
            raise

    def _insert(self, taken: Mapping[str, list[int]]) -> None:
        """Add to the rows of today, all or none, such that several processes may do so at once."""
        raise NotImplementedError
