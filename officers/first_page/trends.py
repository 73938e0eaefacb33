"""Boards with their values, charts and tables, ready for a page."""

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
    """A figure with its values; the last one is of the period that the page is about."""

    figure: Figure
    values: Sequence[float | None]
    is_over: bool = True  # whether the last period has ended

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
    def change(self) -> str:
        """The growth since the period before: in percent, for a share in points (điểm %).

        Empty if it is not known, or for a count of a period that has not ended.
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
    """One chart with its figures, and the same as rows of a table."""

    title: str
    key: str
    svg: SafeString
    lines: Sequence[Line]
    rows: Sequence[tuple[str, Sequence[str]]]
    is_empty: bool


@dataclass(frozen=True)
class ShownBoard:
    """A board with its charts."""

    board: Board
    charts: Sequence[DrawnChart]

    @property
    def lines(self) -> list[Line]:
        """Every figure of the board with its values."""
        return [line for drawn in self.charts for line in drawn.lines]


def show_boards(scope: Scope, periods: Sequence[Period], today: date) -> list[ShownBoard]:
    """Return every board for the periods. Costs one query for most boards."""
    return [
        ShownBoard(board, list(_draw_charts(board, board.values(scope, periods), periods, today)))
        for board in boards.boards()
    ]


def _draw_charts(
    board: Board, values: Values, periods: Sequence[Period], today: date
) -> Iterator[DrawnChart]:
    for title, together in groupby(board.figures, key=lambda figure: figure.chart or figure.title):
        lines = [Line(figure, values[figure.name], periods[-1].last < today) for figure in together]
        yield _draw(title, lines, periods)


def _draw(title: str, lines: Sequence[Line], periods: Sequence[Period]) -> DrawnChart:
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
    # draw_svg escapes every text.
    picture = mark_safe(charts.draw_svg(chart))  # noqa: S308  # every text in it is escaped
    return DrawnChart(
        title,
        key,
        picture,
        lines,
        rows,
        is_empty=not any(value for line in lines for value in line.values),
    )
