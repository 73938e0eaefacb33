"""Figures of the service by period.

What trends, report and CSV show, each with its definition and its source.

An app registers a Board: figures that belong together, and how their values are found. Most add up
counters of days (`of_days`), which cost one query for all figures and periods of a board, however
many dossiers or visits there were.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope

Values = Mapping[str, Sequence[float | None]]
Sums = Mapping[str, int]
Days = Mapping[date, Sums]


@dataclass(frozen=True)
class Figure:
    """One figure.

    A name for files, a title, its unit (" %", " giờ" or nothing), what it is and where it comes
    from.

    Those of a board that have the same `chart` are drawn together. `better` says which way is good:
    1 up, -1 down, 0 neither.
    """

    name: str
    title: str
    definition: str
    source: str
    chart: str = ""
    unit: str = ""
    decimals: int = 0
    bars: bool = True
    top: float | None = None
    better: int = 0


@dataclass(frozen=True)
class Board:
    """Figures under a title.

    `values` returns for each figure one value for each period, None where it is not known.

    `everywhere`: they are about the whole service, whichever office is looked at.
    """

    place: int
    title: str
    figures: Sequence[Figure]
    values: Callable[[Scope, Sequence[Period]], Values]
    everywhere: bool = False
    note: str = ""


Formula = Callable[[Sums, Grain], float | None]


def of_days(
    days: Callable[[Scope, date, date], Days], formulas: Mapping[str, Formula]
) -> Callable[[Scope, Sequence[Period]], Values]:
    """Return the `values` of a board whose figures follow from counters of days.

    Added up over each period.
    """

    def values(scope: Scope, periods: Sequence[Period]) -> Values:
        found = days(scope, periods[0].first, periods[-1].last)
        sums = [_sum(found, period) for period in periods]
        grain = periods[0].grain
        return {name: [formula(one, grain) for one in sums] for name, formula in formulas.items()}

    return values


def _sum(days: Days, period: Period) -> Counter[str]:
    summed: Counter[str] = Counter()
    for day, counted in days.items():
        if period.first <= day <= period.last:
            summed.update(counted)
    return summed


def plain(name: str) -> Formula:
    """Return the formula of a counter that is shown as it is."""
    return lambda sums, _grain: sums.get(name, 0)


def share(part: str, whole: str) -> Formula:
    """Return the formula of a percentage; of nothing it is not known."""
    return lambda sums, _grain: (
        round(100 * sums[part] / sums[whole], 1) if sums.get(whole) else None
    )


_boards: list[Board] = []


def register(*added: Board) -> None:
    """Add boards; for AppConfig.ready."""
    _boards.extend(added)


def boards() -> Sequence[Board]:
    """Return every board in its place."""
    return sorted(_boards, key=lambda board: board.place)
