"""How many dossiers came in and went out by day and office.

Kept up to date in the transaction of each change.

Every writer of dossiers saves inside `counted`. A dossier counts where it stands now: when a
correction takes back that it was completed, or moves it to another office, the day's numbers
follow.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from dossiers import clock
from dossiers.models import Dossier, DossierDay
from foundation.records import counters
from offices.calendar import ZONE

MAX_SUPPLEMENTS = 1  # one more, and the dossier counts as late (QĐ 766/QĐ-TTg)
ON_TIME = Q(
    completed_at__lte=F("due_at"), supplements__lte=MAX_SUPPLEMENTS
)  # `is_on_time` for the database
Sums = Mapping[tuple[str, date], Mapping[str, int]]


class Counted(NamedTuple):
    """What of a dossier's row is counted."""

    office_id: str
    accepted_at: datetime | None
    completed_at: datetime | None
    due_at: datetime | None
    supplements: int

    @property
    def is_on_time(self) -> bool:
        """Whether it was completed by its due date, and for want of one supplement at most."""
        completed, due = self.completed_at, self.due_at
        return (
            completed is not None
            and due is not None
            and completed <= due
            and self.supplements <= MAX_SUPPLEMENTS
        )

    def adds(self) -> Iterator[tuple[tuple[str, date], dict[str, int]]]:
        """Yield what it adds to which office and day."""
        if self.accepted_at:
            yield (self.office_id, clock.local_day(self.accepted_at)), {"accepted": 1}
        if self.completed_at:
            counted = {
                "completed": 1,
                "dated": int(self.due_at is not None),
                "on_time": int(self.is_on_time),
            }
            yield (self.office_id, clock.local_day(self.completed_at)), counted


_COLUMNS = (
    "office_id",
    "accepted_at",
    "completed_at",
    "due_at",
    "supplements",
)  # in the order of Counted


@contextmanager
def counted(changed: Sequence[Dossier]) -> Iterator[None]:
    """Count what the saving of `changed` inside the block changes.

    Call it in the transaction that holds their locks.
    """
    known = [dossier.pk for dossier in changed if dossier.pk]
    before = (
        [Counted(*row) for row in Dossier.objects.filter(pk__in=known).values_list(*_COLUMNS)]
        if known
        else []
    )
    yield
    after = [Counted(*(getattr(dossier, name) for name in _COLUMNS)) for dossier in changed]
    counters.add(DossierDay, DossierDay.KEYS, difference(before, after))


def difference(before: Iterable[Counted], after: Iterable[Counted]) -> Sums:
    """Return by how much the totals change when rows that were `before` become `after`."""
    sums: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    for sign, rows in ((-1, before), (1, after)):
        for row in rows:
            for key, added in row.adds():
                for name, number in added.items():
                    sums[key][name] += sign * number
    return sums


@transaction.atomic
def recount() -> None:
    """Count everything anew, after a restore or where dossiers were written past the actions.

    Other writers wait meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Dossier._meta.db_table} IN SHARE MODE")
    DossierDay.objects.all().delete()
    for moment, sums in _SUMS.items():
        rows = Dossier.objects.filter(**{f"{moment}__isnull": False}).annotate(
            at_day=TruncDate(moment, tzinfo=ZONE)
        )
        found = (
            rows.order_by()
            .values("office_id", "at_day")
            .annotate(**{f"n_{name}": counted for name, counted in sums.items()})
        )
        counted = {
            (row["office_id"], row["at_day"]): {name: row[f"n_{name}"] for name in sums}
            for row in found
        }
        counters.add(DossierDay, DossierDay.KEYS, counted)


_SUMS: Mapping[str, Mapping[str, Any]] = {
    "accepted_at": {"accepted": Count("pk")},
    "completed_at": {
        "completed": Count("pk"),
        "dated": Count("due_at"),
        "on_time": Count("pk", filter=ON_TIME),
    },
}
