"""Boards with their values, charts and tables, ready for a page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from foundation.scale.database.replica import may_be_old
from officers.first_page import boards, charts, words
from officers.first_page.boards import Board, Figure, Values
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from officers.first_page.targets import Mark, mark

FEWEST = 2  # periods shown even before the service began: the last one is compared

# Returns whether an officer has a permission; without it no value opens a list.
May = Callable[[str], bool]


@dataclass(frozen=True)
class Line:
    """A figure with its values; the last one belongs to the period of the page."""

    figure: Figure
    values: Sequence[float | None]
    is_over: bool = True  # whether the last period has ended
    addresses: Sequence[str] = ()  # the lists behind the values, "" for none

    @property
    def now(self) -> str:
        """The last value in words, without the unit."""
        return words.number(self.values[-1], self.figure.decimals)

    @property
    def unit(self) -> str:
        """The unit, if there is a last value."""
        return self.figure.unit if self.values[-1] is not None else ""

    @property
    def before(self) -> str:
        """The value of the period before, in words with the unit."""
        return self._said(self.values[-2]) if len(self.values) > 1 else "–"

    def _said(self, value: float | None) -> str:
        return words.number(value, self.figure.decimals) + (
            self.figure.unit if value is not None else ""
        )

    @property
    def said(self) -> list[str]:
        """All values in words with their units."""
        return [self._said(value) for value in self.values]

    @property
    def address(self) -> str:
        """The address of the list behind the last value, if any."""
        return self.addresses[-1] if self.addresses else ""

    @property
    def mark(self) -> Mark | None:
        """How the last value compares with its target."""
        return mark(self.values[-1], self.figure.target)

    @property
    def change(self) -> str:
        """The growth since the previous period: in percent, for a share in points (điểm %).

        Empty if unknown, or for a count of a period that has not ended.
        """
        before, now = (None, None, *self.values)[-2:]
        if now is None or before is None or (self.figure.bars and not self.is_over):
            return ""
        if self.figure.unit == " %":
            return f"{_signed(now - before, 1)} điểm"
        return f"{_signed(100 * (now - before) / before, 1)} %" if before else ""

    @property
    def tone(self) -> str:
        """Whether the change is "good", "bad" or neither ("")."""
        if not self.figure.better or not self.change or self.values[-1] == self.values[-2]:
            return ""
        grew = (self.values[-1] or 0) > (self.values[-2] or 0)
        return "good" if grew == (self.figure.better > 0) else "bad"


def _signed(value: float, decimals: int) -> str:
    text = words.number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


@dataclass(frozen=True)
class DrawnChart:
    """One chart with its figures, and the same data as rows of a table."""

    title: str
    key: str
    svg: SafeString
    lines: Sequence[Line]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]  # period, and value and address of each
    is_empty: bool


@dataclass(frozen=True)
class ShownBoard:
    """A board with its charts, from the first period with figures."""

    board: Board
    charts: Sequence[DrawnChart]
    periods: Sequence[Period]

    @property
    def drawn(self) -> list[DrawnChart]:
        """The charts that are not empty."""
        return [chart for chart in self.charts if not chart.is_empty]

    @property
    def empty(self) -> list[str]:
        """The titles of the empty charts."""
        return [chart.title for chart in self.charts if chart.is_empty]

    @property
    def lines(self) -> list[Line]:
        """Every figure of the board with its values."""
        return [line for drawn in self.charts for line in drawn.lines]


@may_be_old
def show_boards(
    scope: Scope, periods: Sequence[Period], today: date, may: May | None = None
) -> list[ShownBoard]:
    """Return every board for the periods. Costs one query for most boards.

    Periods before a board's first figure are left out. With `may`, values open the lists behind
    them if the officer has the permission.
    """
    return [_show(board, scope, periods, today, may) for board in boards.boards()]


def _show(
    board: Board, scope: Scope, periods: Sequence[Period], today: date, may: May | None
) -> ShownBoard:
    values = board.values(scope, periods)
    begin = _beginning(values, len(periods))
    known = periods[begin:]
    lines = [
        Line(figure, own, known[-1].last < today, _addresses(figure, own, scope, known, may))
        for figure in board.figures
        for own in [values[figure.name][begin:]]
    ]
    return ShownBoard(board, list(_draw_charts(lines, known)), known)


def _beginning(values: Values, number: int) -> int:
    """Return the position of the first period with a figure; the last FEWEST are always shown."""
    some = (
        position
        for position in range(number)
        if any(series[position] for series in values.values())
    )
    return max(0, min(next(some, number), number - FEWEST))


def _addresses(
    figure: Figure,
    values: Sequence[float | None],
    scope: Scope,
    periods: Sequence[Period],
    may: May | None,
) -> list[str]:
    """Return the address behind each value: none for unknown values and counts of zero."""
    behind = figure.behind
    if may is None or behind is None or not may(behind.permission):
        return [""] * len(periods)
    opens = [value is not None and bool(value or not figure.bars) for value in values]
    return [
        behind.address(scope, period) if opened else ""
        for period, opened in zip(periods, opens, strict=True)
    ]


def _draw_charts(lines: Sequence[Line], periods: Sequence[Period]) -> Iterator[DrawnChart]:
    for title, together in groupby(lines, key=lambda line: line.figure.chart or line.figure.title):
        yield _draw(title, list(together), periods)


def _draw(title: str, lines: Sequence[Line], periods: Sequence[Period]) -> DrawnChart:
    first = lines[0].figure
    key = f"chart-{first.name}"
    series = [_series(line) for line in lines]
    chart = charts.Chart(
        key,
        title,
        [period.label for period in periods],
        series,
        first.unit,
        bars=first.bars,
        top=first.top,
    )
    rows = [
        (period.name, [(line.said[position], line.addresses[position]) for line in lines])
        for position, period in enumerate(periods)
    ]
    picture = mark_safe(charts.draw_svg(chart))  # noqa: S308  # every text in it is escaped
    return DrawnChart(
        title,
        key,
        picture,
        lines,
        rows,
        is_empty=not any(value for line in lines for value in line.values),
    )


def _series(line: Line) -> charts.Series:
    figure = line.figure
    what = figure.behind.what if figure.behind else ""
    return charts.Series(figure.title, line.values, figure.decimals, line.addresses, what)
