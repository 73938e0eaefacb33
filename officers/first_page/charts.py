"""Charts as SVG, drawn on the server without scripts. Pure functions.

Colours and fonts come from the style sheet (classes `chart-…`), so charts follow dark mode and
print. Each chart has a title and a description for screen readers; the page has a table with the
same numbers and links below it. For mouse and touch, a value with a list is a link over the whole
height of its period; keyboard users have the links of the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import floor, log10

from officers.first_page.words import number

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 24
LINES = 4  # of the grid, at most
LABELS = 7  # below the axis, at most
WIDEST = 56  # of a bar, however few bars
Values = Sequence[float | None]


@dataclass(frozen=True)
class Series:
    """One line or row of bars: a name, and its values with their decimals; None is unknown.

    `addresses` are the lists behind the values, "" for none; `opens` describes them.
    """

    name: str
    values: Values
    decimals: int = 0
    addresses: Sequence[str] = ()
    opens: str = ""


@dataclass(frozen=True)
class Chart:
    """The content of a chart: one or two series over named periods. `key` is unique on the page.

    `bars` are for counts; lines, from zero to a given or computed `top`, for shares and times.
    """

    key: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    bars: bool = False
    top: float | None = None


def nice_top(highest: float) -> float:
    """Return the smallest round number at or above `highest`, as the top of an axis.

    >>> nice_top(0), nice_top(7), nice_top(1234), nice_top(9700)
    (4, 8.0, 1600.0, 10000.0)
    """
    if highest <= LINES:
        return LINES
    step: float = 10.0 ** floor(log10(highest / LINES))
    return next(
        factor * step * LINES
        for factor in (1, 2, 2.5, 4, 5, 7.5, 10)
        if factor * step * LINES >= highest
    )


def draw_svg(chart: Chart) -> str:
    """Return the chart as an SVG element."""
    top = chart.top or nice_top(
        max((value for one in chart.series for value in one.values if value is not None), default=0)
    )
    parts = [*_grid(top), *_axis(chart.labels)]
    for position, one in enumerate(chart.series):
        parts += (
            _bars(chart, one, position, top) if chart.bars else _line(chart, one, position, top)
        )
    head = (
        f'<title id="{chart.key}-t">{escape(chart.title)}</title><desc '
        f'id="{chart.key}-d">{escape(describe(chart))}</desc>'
    )
    # Not the class "chart": unfold's script treats its elements as canvases and fails. With the
    # role "img", screen readers would not see the links inside.
    role = "group" if any(any(one.addresses) for one in chart.series) else "img"
    return (
        f'<svg class="drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" '
        f'aria-labelledby="{chart.key}-t {chart.key}-d" '
        f'xmlns="http://www.w3.org/2000/svg">{head}{"".join(parts)}</svg>'
    )


def describe(chart: Chart) -> str:
    """Return a sentence on each series: first, last, lowest and highest value.

    >>> describe(Chart("a", "Lượt", ("10/26", "11/26"), [Series("Lượt", (5, 10))]))
    'Lượt: từ 5 (10/26) đến 10 (11/26), thấp nhất 5, cao nhất 10.'
    """
    said = []
    for one in chart.series:
        known = [
            (label, value)
            for label, value in zip(chart.labels, one.values, strict=True)
            if value is not None
        ]
        if not known:
            said.append(f"{one.name}: chưa có số liệu.")
            continue
        values = [value for _label, value in known]
        (begin, first), (end, last) = known[0], known[-1]
        text = [
            number(value, one.decimals) + chart.unit
            for value in (first, last, min(values), max(values))
        ]
        said.append(
            f"{one.name}: từ {text[0]} ({begin}) đến {text[1]} ({end}), thấp nhất {text[2]}, cao "
            f"nhất {text[3]}."
        )
    return " ".join(said)


def _x(position: float, count: int) -> float:
    """Return the x of the middle of a period."""
    return LEFT + (WIDTH - LEFT - RIGHT) * (position + 0.5) / count


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, top) / top


def _grid(top: float) -> Iterator[str]:
    for step in range(LINES + 1):
        value, y = top * step / LINES, _y(top * step / LINES, top)
        decimals = 0 if (top / LINES).is_integer() else 1
        yield (
            f'<line class="chart-grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        yield (
            f'<text class="chart-text" x="{LEFT - 5}" y="{y + 3.5:.1f}" '
            f'text-anchor="end">{number(value, decimals)}</text>'
        )


def _axis(labels: Sequence[str]) -> Iterator[str]:
    """Draw at most LABELS names of periods at even distances, always including the last."""
    step = -(-len(labels) // LABELS)
    for position, label in enumerate(labels):
        if (len(labels) - 1 - position) % step == 0:
            place = f'x="{_x(position, len(labels)):.1f}" y="{HEIGHT - 7}"'
            yield f'<text class="chart-text" {place} text-anchor="middle">{escape(label)}</text>'


def _tooltip(chart: Chart, one: Series, position: int) -> str:
    """Return the tooltip of a value."""
    return f"<title>{escape(_said(chart, one, position))}</title>"


def _said(chart: Chart, one: Series, position: int) -> str:
    value = number(one.values[position], one.decimals) + chart.unit
    said = f"{chart.labels[position]}: {one.name} {value}"
    return f"{said} – mở {one.opens}" if one.addresses and one.addresses[position] else said


def _bars(chart: Chart, one: Series, place: int, top: float) -> Iterator[str]:
    count = len(chart.labels)
    room = min((WIDTH - LEFT - RIGHT) / count * 0.72, WIDEST)
    width = room / len(chart.series)
    for position, value in enumerate(one.values):
        if value is None:
            continue
        x, y = _x(position, count) - room / 2 + place * width, _y(value, top)
        size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{HEIGHT - BOTTOM - y:.1f}"'
        tooltip = _tooltip(chart, one, position)
        bar = f'<rect class="chart-bar chart-{place}" {size}>{tooltip}</rect>'
        yield _linked(chart, one, position, bar, (x, width))


def _line(chart: Chart, one: Series, place: int, top: float) -> Iterator[str]:
    """Draw a line through the known values, with gaps for unknown ones."""
    points = [(position, value) for position, value in enumerate(one.values)]
    for known, run in groupby(points, key=lambda point: point[1] is not None):
        if not known:
            continue
        at = [(position, _x(position, len(points)), _y(value or 0, top)) for position, value in run]
        path = " ".join(f"{x:.1f},{y:.1f}" for _position, x, y in at)
        yield f'<polyline class="chart-line chart-{place}" points="{path}"/>'
        for position, x, y in at:
            dot = (
                f'<circle class="chart-dot chart-{place}" cx="{x:.1f}" cy="{y:.1f}" '
                f'r="2.6">{_tooltip(chart, one, position)}</circle>'
            )
            width = min((WIDTH - LEFT - RIGHT) / len(points), WIDEST)
            yield _linked(chart, one, position, dot, (x - width / 2, width))


def _linked(chart: Chart, one: Series, position: int, drawn: str, hit: tuple[float, float]) -> str:
    """Return a bar or dot as a link over the whole area of its period.

    `hit` is the left edge and the width of that area.
    """
    address = one.addresses[position] if one.addresses else ""
    if not address:
        return drawn
    left, width = hit
    area = (
        f'<rect class="chart-hit" x="{left:.1f}" y="{TOP}" width="{width:.1f}" '
        f'height="{HEIGHT - TOP - BOTTOM}"/>'
    )
    name = escape(_said(chart, one, position))
    return f'<a href="{escape(address)}" tabindex="-1" aria-label="{name}">{area}{drawn}</a>'
