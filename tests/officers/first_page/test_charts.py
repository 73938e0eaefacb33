"""Charts are well-formed, say what they show to those who hear it.

And leave gaps where nothing is known.
"""

from xml.etree import ElementTree as ET

import pytest

from officers.first_page.charts import Chart, Series, describe, draw_svg, nice_top
from tests.for_each import for_each

SVG = "{http://www.w3.org/2000/svg}"
LABELS = ("09/26", "10/26", "11/26")


def drawn(*series, **values):
    return ET.fromstring(draw_svg(Chart("x", "Lượt <truy cập> & khác", LABELS, series, **values)))  # noqa: S314  # our own text


def test_a_chart_has_a_title_and_says_what_it_shows():
    root = drawn(Series("Lượt", (5, None, 12345)))
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Lượt <truy cập> & khác"
    assert desc.text == "Lượt: từ 5 (09/26) đến 12.345 (11/26), thấp nhất 5, cao nhất 12.345."


def test_bars_are_as_high_as_their_values_and_stand_on_the_axis():
    bars = drawn(Series("Lượt", (0, 5, 10)), bars=True).findall(f"{SVG}rect")
    heights = [float(bar.get("height")) for bar in bars]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.2)
    assert len({round(float(bar.get("y")) + float(bar.get("height")), 1) for bar in bars}) == 1


def test_two_series_stand_side_by_side():
    bars = drawn(Series("Vào", (1, 2, 3)), Series("Ra", (3, 2, 1)), bars=True).findall(f"{SVG}rect")
    lefts = [float(bar.get("x")) for bar in bars]
    assert len(bars) == 6
    assert lefts[3] - lefts[0] == pytest.approx(float(bars[0].get("width")), abs=0.2)


def test_a_line_breaks_where_nothing_is_known():
    root = drawn(Series("Đúng hạn", (90.0, None, 100.0), 1), top=100, unit=" %")
    assert len(root.findall(f"{SVG}polyline")) == 2
    assert [dot.find(f"{SVG}title").text for dot in root.findall(f"{SVG}circle")] == [
        "09/26: Đúng hạn 90,0 %",
        "11/26: Đúng hạn 100,0 %",
    ]


def test_nothing_known_at_all_is_said():
    assert (
        describe(Chart("x", "", LABELS, [Series("Lượt", (None, None, None))]))
        == "Lượt: chưa có số liệu."
    )
    assert drawn(Series("Lượt", (None, None, None))).findall(f"{SVG}circle") == []


@for_each("highest", [0, 1, 4, 5, 9, 10, 99, 101, 1234, 99_999, 1_000_001, 0.3])
def test_the_axis_holds_the_highest_value_without_much_air(highest):
    assert highest <= nice_top(highest) <= max(4, 2 * highest)


def test_many_periods_are_named_every_so_often_and_the_last_always():
    labels = tuple(f"{n:02}/11" for n in range(1, 31))
    root = ET.fromstring(draw_svg(Chart("x", "", labels, [Series("Lượt", tuple(range(30)))])))  # noqa: S314
    named = [text.text for text in root.findall(f"{SVG}text") if "/" in text.text]
    assert 3 <= len(named) <= 7
    assert named[-1] == "30/11"
