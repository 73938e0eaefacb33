"""Boards: figures of the service by period, shown as trends, report and CSV.

A room registers a Board: related figures, and a function for their values. Most boards add up
counters of days (`of_days`), with one query for all figures and periods.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope

Values = Mapping[str, Sequence[float | None]]
Sums = Mapping[str, int]
Days = Mapping[date, Sums]


@dataclass(frozen=True)
class Behind:
    """The page that a figure opens, for officers with the permission.

    `what` describes it to officers: «hồ sơ tiếp nhận». `page` is an address of the admin; `filters`
    select office and period. The list shows only what the officer may see, like any list.
    """

    what: str
    permission: str
    page: str
    filters: Callable[[Scope, Period], Mapping[str, str]]

    def address(self, scope: Scope, period: Period) -> str:
        """Return the address of the page for one period."""
        return f"{reverse(self.page)}?{urlencode(self.filters(scope, period))}"


@dataclass(frozen=True)
class Figure:
    """One figure, with its definition and its source.

    `name` is for files, `unit` is " %", " giờ" or empty. Figures of a board with the same `chart`
    are drawn together, as bars or lines; `top` fixes the highest value of the axis. `better` is the
    good direction: 1 up, -1 down, 0 neither. `behind` is the list that a value opens, `target` the
    setting with the target percentage of a share.
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
    behind: Behind | None = None
    target: str = ""


@dataclass(frozen=True)
class Board:
    """Figures under a title; boards are shown by `place`.

    `values` returns for each figure one value per period, None if unknown. With `everywhere` the
    figures are about the whole service, whatever the scope.
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
    """Return the `values` of a board whose figures are formulas over sums of daily counters."""

    def values(scope: Scope, periods: Sequence[Period]) -> Values:
        found = days(scope, periods[0].first, periods[-1].last)
        sums = [_add_up(found, period) for period in periods]
        grain = periods[0].grain
        return {name: [formula(one, grain) for one in sums] for name, formula in formulas.items()}

    return values


def _add_up(days: Days, period: Period) -> Counter[str]:
    summed: Counter[str] = Counter()
    for day, counted in days.items():
        if period.first <= day <= period.last:
            summed.update(counted)
    return summed


def plain(name: str) -> Formula:
    """Return the formula of a figure that is a counter itself."""
    return lambda sums, _grain: sums.get(name, 0)


def share(part: str, whole: str) -> Formula:
    """Return the formula of a percentage, None if `whole` is zero."""
    return lambda sums, _grain: (
        round(100 * sums[part] / sums[whole], 1) if sums.get(whole) else None
    )


_boards: list[Board] = []


def register(*added: Board) -> None:
    """Add boards; for AppConfig.ready."""
    _boards.extend(added)


def boards() -> Sequence[Board]:
    """Return every board, by place."""
    return sorted(_boards, key=lambda board: board.place)
