"""What only the month's report has: the headline, and a table of the offices below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from officers.first_page.trends import Line, ShownBoard
from officers.first_page.words import number
from offices.models import Office

HEADLINE = ("visits", "users", "completed", "on_time_share", "answered", "satisfied_share")


@dataclass(frozen=True)
class OfficeLine:
    """One office in the report: dossiers accepted, completed, and the share on time."""

    name: str
    accepted: str
    completed: str
    on_time: str


ByOffice = Callable[[date, date, frozenset[str] | None], Mapping[str, Mapping[str, int]]]
_by_office: list[ByOffice] = []


def register(by_office: ByOffice) -> None:
    """Set the source of the counters accepted, completed, dated and on_time of each office.

    For AppConfig.ready.
    """
    _by_office[:] = [by_office]


def pick_headline(boards: Sequence[ShownBoard]) -> list[Line]:
    """Return the figures that everybody asks for first, those that are known."""
    found = {line.figure.name: line for board in boards for line in board.lines}
    return [
        found[name] for name in HEADLINE if name in found and found[name].values[-1] is not None
    ]


def lines_below(scope: Scope, month: Period) -> list[OfficeLine]:
    """Return the offices of the scope with dossiers in the month, the busiest first.

    Empty if the scope is a single office.
    """
    if scope.offices is not None and len(scope.offices) == 1:
        return []
    counted = {
        office: sums
        for found in _by_office
        for office, sums in found(month.first, month.last, scope.offices).items()
    }
    names = dict(Office.objects.filter(pk__in=counted).values_list("pk", "name"))
    rows = sorted(
        counted.items(), key=lambda row: (-row[1]["completed"], -row[1]["accepted"], names[row[0]])
    )
    return [_line(names[office], sums) for office, sums in rows]


def _line(name: str, sums: Mapping[str, int]) -> OfficeLine:
    share = f"{number(100 * sums['on_time'] / sums['dated'], 1)} %" if sums["dated"] else "–"
    return OfficeLine(name, number(sums["accepted"]), number(sums["completed"]), share)
