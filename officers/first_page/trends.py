"""Boards with their charts and tables, ready for a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from officers.first_page import boards, charts, words
from officers.first_page.boards import Board, Figure, Values
from officers.first_page.periods import Period
from officers.first_page.scope import Scope


@dataclass(frozen=True)
class Line:
    """A figure with its values, the last of which is the period that is looked at."""

    figure: Figure
    values: Sequence[float | None]
    is_over: bool = True  # the last period, which else cannot be compared

    @property
    def now(self) -> str:
        """The last value in words, without its unit."""
        return words.number(self.values[-1], self.figure.decimals)

    @property
    def unit(self) -> str:
        """Its unit, where there is a value."""
        return self.figure.unit if self.values[-1] is not None else ""

    @property
    def before(self) -> str:
        """The value of the period before, in words with its unit."""
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
    def change(self) -> str:
        """By how much it grew since the period before: in percent, a share in points (điểm %).

        A count of a period that goes on is still growing, and says nothing beside a whole one.
        """
        if (
            (self.figure.bars and not self.is_over)
            or len(self.values) < 2  # noqa: PLR2004
            or self.values[-1] is None
            or self.values[-2] is None
        ):  # noqa: PLR2004, RUF100
            return ""
        now, before = self.values[-1], self.values[-2]
        if self.figure.unit == " %":
            return f"{_signed(now - before, 1)} điểm"
        return f"{_signed(100 * (now - before) / before, 1)} %" if before else ""

    @property
    def tone(self) -> str:
        """Whether the change is good, bad or neither."""
        if not self.figure.better or not self.change or self.values[-1] == self.values[-2]:
            return ""
        grew = (self.values[-1] or 0) > (self.values[-2] or 0)
        return "good" if grew == (self.figure.better > 0) else "bad"


def _signed(value: float, decimals: int) -> str:
    text = words.number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


@dataclass(frozen=True)
class Drawn:
    """One chart with the figures in it, and the table that says the same."""

    title: str
    key: str
    svg: SafeString
    lines: Sequence[Line]
    rows: Sequence[tuple[str, Sequence[str]]]
    is_empty: bool


@dataclass(frozen=True)
class Shown:
    """A board as it is shown."""

    board: Board
    charts: Sequence[Drawn]

    @property
    def lines(self) -> list[Line]:
        """Every figure of the board with its values."""
        return [line for drawn in self.charts for line in drawn.lines]


def of(scope: Scope, periods: Sequence[Period], today: date) -> list[Shown]:
    """Return every board for the periods. Costs the queries of the boards, one each."""
    return [
        Shown(board, list(_charts(board, board.values(scope, periods), periods, today)))
        for board in boards.boards()
    ]


def _charts(
    board: Board, values: Values, periods: Sequence[Period], today: date
) -> Iterator[Drawn]:
    for title, together in groupby(board.figures, key=lambda figure: figure.chart or figure.title):
        lines = [Line(figure, values[figure.name], periods[-1].last < today) for figure in together]
        yield _drawn(title, lines, periods)


def _drawn(title: str, lines: Sequence[Line], periods: Sequence[Period]) -> Drawn:
    first = lines[0].figure
    key = f"chart-{first.name}"
    series = [charts.Series(line.figure.title, line.values, line.figure.decimals) for line in lines]
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
        (period.name, [line.said[position] for line in lines])
        for position, period in enumerate(periods)
    ]
    # Every text in it was escaped where the SVG was made; the numbers are ours.
    picture = mark_safe(charts.svg(chart))  # noqa: S308
    return Drawn(
        title,
        key,
        picture,
        lines,
        rows,
        is_empty=not any(value for line in lines for value in line.values),
    )
