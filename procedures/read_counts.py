"""Counting by day how often the page of each procedure is read.

What nginx answers from its cache, up to a minute long, never comes here: the numbers compare
procedures with each other, they are not the number of readers.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from foundation.records import counters
from procedures.day_counts import DayCounts
from procedures.models import ReadCount


class ReadCounts(DayCounts):
    """How often each procedure was read.

    As many keys as there are procedures: the bound of its memory.
    """

    def add(self, procedure: str) -> None:
        """Count one answer."""
        with self._lock:
            counts = self._counts.get(procedure)
            if counts is None:
                counts = self._counts[procedure] = [0]
            counts[0] += 1

    @transaction.atomic
    def _insert(self, taken: Mapping[str, list[int]]) -> None:
        day = timezone.localdate()
        counters.add(
            ReadCount,
            ReadCount.KEYS,
            {(day, procedure): {"reads": counted[0]} for procedure, counted in taken.items()},
        )


reads = ReadCounts()
