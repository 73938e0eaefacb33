"""How many dossiers came in and went out, by day and office.

Every writer of dossiers saves inside `counted`, so the numbers move in the same transaction. A
dossier counts where it stands now: a correction that takes back its completion or moves it to
another office changes the numbers of that day too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Aggregate, Count, F, Q
from django.db.models.functions import TruncDate

from dossiers.due import clock
from dossiers.models import Dossier, DossierDay
from foundation.records import counters
from offices.working_time.calendar import ZONE

MAX_SUPPLEMENTS = 1  # a second one makes the dossier late (QĐ 766/QĐ-TTg)
ON_TIME = Q(completed_at__lte=F("due_at"), supplements__lte=MAX_SUPPLEMENTS)  # as `is_on_time`
Key = tuple[str, date]  # an office and a day
Numbers = Mapping[str, int]


class Counted(NamedTuple):
    """The columns of a dossier that decide where it counts."""

    office_id: str
    accepted_at: datetime | None
    completed_at: datetime | None
    due_at: datetime | None
    supplements: int

    @property
    def is_on_time(self) -> bool:
        """Return True if it was completed by its due date with one supplement at most."""
        completed, due = self.completed_at, self.due_at
        return (
            completed is not None
            and due is not None
            and completed <= due
            and self.supplements <= MAX_SUPPLEMENTS
        )

    def numbers(self) -> Iterator[tuple[Key, Numbers]]:
        """Yield what it adds to which office and day."""
        if self.accepted_at:
            yield (self.office_id, clock.local_day(self.accepted_at)), {"accepted": 1}
        if self.completed_at:
            numbers = {
                "completed": 1,
                "dated": int(self.due_at is not None),
                "on_time": int(self.is_on_time),
            }
            yield (self.office_id, clock.local_day(self.completed_at)), numbers


_COLUMNS = tuple(Counted.__annotations__)


@contextmanager
def counted(changed: Sequence[Dossier]) -> Iterator[None]:
    """Count what saving `changed` inside the block changes.

    Call it in the transaction that holds their locks.
    """
    known = [dossier.pk for dossier in changed if dossier.pk]
    rows = Dossier.objects.filter(pk__in=known).values_list(*_COLUMNS)
    before = [Counted(*row) for row in rows] if known else []
    yield
    after = [Counted(*(getattr(dossier, name) for name in _COLUMNS)) for dossier in changed]
    counters.add(
        DossierDay, DossierDay.KEYS, counters.difference(_numbers(before), _numbers(after))
    )


def _numbers(rows: Iterable[Counted]) -> Iterator[tuple[Key, Numbers]]:
    return (numbers for row in rows for numbers in row.numbers())


_SUMS: Mapping[str, Mapping[str, Aggregate]] = {
    "accepted_at": {"accepted": Count("pk")},
    "completed_at": {
        "completed": Count("pk"),
        "dated": Count("due_at"),
        "on_time": Count("pk", filter=ON_TIME),
    },
}


@transaction.atomic
def recount() -> None:
    """Count everything again, after a restore or when dossiers were written past the actions.

    Other writers wait meanwhile.
    """
    counters.hold_writers(Dossier)
    DossierDay.objects.all().delete()
    for moment, sums in _SUMS.items():
        counters.add(DossierDay, DossierDay.KEYS, _counted_by_day(moment, sums))


def _counted_by_day(moment: str, sums: Mapping[str, Aggregate]) -> dict[Key, Numbers]:
    """Return the sums of all dossiers, by office and by the day of the column `moment`."""
    dated = Dossier.objects.filter(**{f"{moment}__isnull": False})
    by_day = dated.annotate(at_day=TruncDate(moment, tzinfo=ZONE)).order_by()
    rows = by_day.values("office_id", "at_day").annotate(
        **{f"n_{name}": counted for name, counted in sums.items()}
    )
    return {
        (row["office_id"], row["at_day"]): {name: row[f"n_{name}"] for name in sums} for row in rows
    }
