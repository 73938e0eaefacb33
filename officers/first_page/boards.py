"""Boards: figures of the service by period, shown as trends, report and CSV.

A room registers a Board: related figures, and a function for their values. Most add up counters of
days (`daily`), with one query for all figures and periods: each Figure has its formula.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import reverse

from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope

Values = Mapping[str, Sequence[float | None]]
Sums = Mapping[Any, int]  # counters by name; of a distribution by name and value
Days = Mapping[date, Sums]
Formula = Callable[[Sums, Grain], float | None]


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
    setting with the target percentage of a share. `formula` makes the value of the sums of a daily
    board; without one it is the counter of this name.
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
    formula: Formula | None = None

    def value(self, sums: Sums, grain: Grain) -> float | None:
        """Return its value of the sums of a period."""
        return self.formula(sums, grain) if self.formula else sums.get(self.name, 0)


def percentage(
    name: str, title: str, definition: str, source: str, *, of: tuple[str, str], **more: Any
) -> Figure:
    """Return the figure of the percentage that the first of two counters is of the second."""
    drawn = {"unit": " %", "decimals": 1, "bars": False, "top": 100, **more}
    return Figure(name, title, definition, source, formula=share(*of), **drawn)


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


def daily(
    place: int,
    title: str,
    figures: Sequence[Figure],
    days: Callable[[Scope, date, date], Days],
    *,
    everywhere: bool = False,
) -> Board:
    """Return the board of figures that are formulas over sums of daily counters."""

    def values(scope: Scope, periods: Sequence[Period]) -> Values:
        found = days(scope, periods[0].first, periods[-1].last)
        sums, grain = [_add_up(found, period) for period in periods], periods[0].grain
        return {figure.name: [figure.value(one, grain) for one in sums] for figure in figures}

    return Board(place, title, figures, values, everywhere)


def days_of(*tables: Any) -> Callable[[Scope, date, date], Days]:
    """Return what reads the counters of a scope from tables of office days."""

    def days(scope: Scope, first: date, last: date) -> Days:
        found: dict[date, Counter[Any]] = defaultdict(Counter)
        for table in tables:
            for day, counted in table.objects.by_day(first, last, scope.offices).items():
                found[day].update(counted)
        return found

    return days


def _add_up(days: Days, period: Period) -> Counter[Any]:
    summed: Counter[Any] = Counter()
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


def at_share(name: str, share: float) -> Formula:
    """Return the formula of the value that this share of a distribution does not exceed.

    >>> minutes = {("waited", 5): 3, ("waited", 8): 1, ("waited", 40): 1, "told": 2}
    >>> [at_share("waited", part)(minutes, Grain.DAY) for part in (0.5, 0.9)]
    [5, 40]
    >>> at_share("waited", 0.5)({"told": 2}, Grain.DAY)
    """

    def formula(sums: Sums, _grain: Grain) -> float | None:
        keys = sorted(key for key in sums if isinstance(key, tuple) and key[0] == name)
        whole, reached = sum(sums[key] for key in keys), 0
        for key in keys:
            reached += sums[key]
            if reached >= share * whole:
                return cast("float", key[1])
        return None

    return formula


_boards: list[Board] = []


def register(*added: Board) -> None:
    """Add boards; for AppConfig.ready."""
    _boards.extend(added)


def boards() -> Sequence[Board]:
    """Return every board, by place."""
    return sorted(_boards, key=lambda board: board.place)
