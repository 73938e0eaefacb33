"""How often the page of each procedure is read, by day.

nginx answers from its cache for up to a minute, and those answers are not counted: the numbers
compare procedures with each other, not readers.
"""

from django.db import transaction
from django.utils import timezone

from foundation.records import counters
from procedures.counts.by_day import Counts, DayCounts
from procedures.models import ReadCount


class ReadCounts(DayCounts):
    """Readings of each procedure; at most one key per procedure."""

    def add(self, procedure_id: str) -> None:
        """Count one reading."""
        self.put(procedure_id, 1)

    @transaction.atomic
    def _insert(self, taken: Counts) -> None:
        day = timezone.localdate()
        counters.add(
            ReadCount,
            ReadCount.KEYS,
            {(day, procedure_id): {"reads": reads} for procedure_id, (reads,) in taken.items()},
        )


reads = ReadCounts()
