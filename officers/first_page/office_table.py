"""Dossiers of the offices of a scope in a period: a table, the worst first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from foundation.scale.database.replica import may_be_old
from officers.first_page.boards import Behind
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from officers.first_page.targets import Mark, mark
from officers.first_page.trends import May
from officers.first_page.words import number
from offices.models import Office

TARGET = "ON_TIME_TARGET"
ByOffice = Callable[[date, date, frozenset[str] | None], Mapping[str, Mapping[str, int]]]


@dataclass(frozen=True)
class Source:
    """Counters accepted, completed, dated and on_time of each office, and the lists behind them."""

    by_office: ByOffice
    accepted: Behind | None = None
    completed: Behind | None = None
    late: Behind | None = None


@dataclass(frozen=True)
class OfficeLine:
    """One office: dossiers accepted and completed, and the share on time of those with a due date.

    The addresses are the lists behind the numbers, "" for none.
    """

    name: str
    accepted: int
    completed: int
    dated: int
    on_time: int
    accepted_address: str = ""
    completed_address: str = ""
    late_address: str = ""

    @property
    def percent(self) -> float | None:
        """The share on time in percent, None if no dossier had a due date."""
        return round(100 * self.on_time / self.dated, 1) if self.dated else None

    @property
    def late(self) -> int:
        """How many were not on time."""
        return self.dated - self.on_time

    @property
    def share(self) -> str:
        """The share on time in words."""
        return "–" if self.percent is None else f"{number(self.percent, 1)} %"

    @property
    def mark(self) -> Mark | None:
        """How the share compares with its target."""
        return mark(self.percent, TARGET)


_sources: list[Source] = []


def register(source: Source) -> None:
    """Set the source of the counters; for AppConfig.ready."""
    _sources[:] = [source]


@may_be_old
def lines_below(
    scope: Scope, period: Period, names: Mapping[str, str], may: May | None = None
) -> list[OfficeLine]:
    """Return the offices of the scope with dossiers in the period, the worst first.

    Empty if the scope is a single office. With `may`, numbers open lists. `names` are known names
    by id. One query, and another for offices without a known name.
    """
    if scope.offices is not None and len(scope.offices) == 1:
        return []
    lines = [line for source in _sources for line in _lines_of(source, scope, period, names, may)]
    return sorted(lines, key=_worst_first)


def _worst_first(line: OfficeLine) -> tuple[bool, float, int, str]:
    """Order by the share on time, then by the number of late ones; without a share last."""
    percent = line.percent
    return percent is None, percent or 0, -line.late or -line.accepted, line.name


def _lines_of(
    source: Source, scope: Scope, period: Period, known: Mapping[str, str], may: May | None
) -> list[OfficeLine]:
    counted = source.by_office(period.first, period.last, scope.offices)
    unnamed = counted.keys() - known.keys()
    names = {**known, **dict(Office.objects.filter(pk__in=unnamed).values_list("pk", "name"))}

    def opened(behind: Behind | None, office: str, count: int) -> str:
        if may is None or behind is None or not count or not may(behind.permission):
            return ""
        return behind.address(Scope(office, names[office], frozenset({office})), period)

    return [
        OfficeLine(
            names[office],
            sums["accepted"],
            sums["completed"],
            sums["dated"],
            sums["on_time"],
            opened(source.accepted, office, sums["accepted"]),
            opened(source.completed, office, sums["completed"]),
            opened(source.late, office, sums["dated"] - sums["on_time"]),
        )
        for office, sums in counted.items()
    ]
