"""The offices of the page of satisfaction: notable ones first, all others in one line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from dossiers.figures import LATE
from feedback.satisfaction.months import month_after
from feedback.satisfaction.office_figures import OfficeFigures, office_figures
from feedback.satisfaction.scores import ALL
from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope
from officers.first_page.targets import FAR, Mark, mark
from offices.models import Office

SATISFIED, ON_TIME = "SATISFACTION_TARGET", "ON_TIME_TARGET"
Months = tuple[date, date]


@dataclass(frozen=True)
class Row:
    """One office of the table.

    `depth` is the number of levels below the highest office, `place` the key of its published
    figures. `late_address` is the list of its late dossiers.
    """

    key: str
    name: str
    depth: int
    place: str
    figures: OfficeFigures
    late_address: str = ""

    @property
    def satisfied(self) -> float | None:
        """The share of satisfied people in percent, None for too few ratings."""
        return self.figures.score.satisfied_percent if self.figures.score else None

    @property
    def satisfied_mark(self) -> Mark | None:
        """How that share compares with its target."""
        return mark(self.satisfied, SATISFIED)

    @property
    def on_time_mark(self) -> Mark | None:
        """How the share on time compares with its target."""
        return mark(self.figures.on_time.percent, ON_TIME)

    @property
    def gap(self) -> float:
        """The distance of the worse share from its target, in points; below zero is worse."""
        shares = (
            (self.satisfied, settings.SATISFACTION_TARGET),
            (self.figures.on_time.percent, settings.ON_TIME_TARGET),
        )
        return min(
            (percent - target for percent, target in shares if percent is not None), default=100.0
        )

    @property
    def stands_out(self) -> bool:
        """True if it has enough ratings, or a share on time far below the target."""
        return self.figures.score is not None or self.on_time_mark is FAR


@dataclass(frozen=True)
class Table:
    """The highest offices, then the notable ones, the worst first; `folded` are the others."""

    sums: Sequence[Row] = ()
    shown: Sequence[Row] = ()
    folded: Sequence[Row] = field(default_factory=tuple)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Table":
        """Sort the rows into the table. A single office is not a sum."""
        alone = len(rows) == 1
        sums = [] if alone else [row for row in rows if not row.depth]
        rest = [row for row in rows if alone or row.depth]
        shown = [row for row in rest if alone or row.stands_out]
        folded = [row for row in rest if row not in shown]
        return cls(sums, sorted(shown, key=lambda row: (row.gap, row.name)), folded)


def read_rows(request: HttpRequest, months: Months, own: frozenset[str] | None) -> list[Row]:
    """Return the officer's offices with their figures of these months. Five queries."""
    ordered = list(_walk_tree(own))
    found = office_figures(*months, [office.pk for office, _depth in ordered], timezone.localdate())
    opens = request.user.has_perm(LATE.permission)
    return [
        Row(
            office.pk,
            office.name,
            depth,
            office.pk if office.parent_id else ALL,
            found[office.pk],
            _late_address(office, months, found[office.pk]) if opens else "",
        )
        for office, depth in ordered
    ]


def _late_address(office: Office, months: Months, figures: OfficeFigures) -> str:
    if figures.on_time.part == figures.on_time.whole:
        return ""
    last = month_after(months[1]) - timedelta(days=1)
    scope = Scope(office.pk, office.name, None)
    return LATE.address(scope, Period(Grain.MONTH, months[0], last))


def _walk_tree(own: frozenset[str] | None) -> Iterator[tuple[Office, int]]:
    """Yield the officer's offices with their depth, each followed by those below it."""
    offices = {
        office.pk: office for office in Office.objects.all() if own is None or office.pk in own
    }
    below: dict[str | None, list[Office]] = defaultdict(list)
    for office in offices.values():
        below[office.parent_id if office.parent_id in offices else None].append(office)
    waiting = [(office, 0) for office in reversed(below[None])]
    while waiting:
        office, depth = waiting.pop()
        yield office, depth
        waiting += [(child, depth + 1) for child in reversed(below[office.pk])]
