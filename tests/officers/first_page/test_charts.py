"""Charts are well-formed SVG with a description, and leave gaps where values are missing."""

from xml.etree import ElementTree as ET

import pytest

from officers.first_page.charts import Chart, Series, describe, draw_svg, nice_top
from tests.for_each import for_each

SVG = "{http://www.w3.org/2000/svg}"
LABELS = ("09/26", "10/26", "11/26")


def drawn(*series, **values):
    return ET.fromstring(draw_svg(Chart("x", "Lượt <truy cập> & khác", LABELS, series, **values)))  # noqa: S314  # our own text


def test_a_chart_has_a_title_and_a_description():
    root = drawn(Series("Lượt", (5, None, 12345)))
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Lượt <truy cập> & khác"
    assert desc.text == "Lượt: từ 5 (09/26) đến 12.345 (11/26), thấp nhất 5, cao nhất 12.345."


def test_bars_have_the_height_of_their_values():
    bars = drawn(Series("Lượt", (0, 5, 10)), bars=True).findall(f"{SVG}rect")
    heights = [float(bar.get("height")) for bar in bars]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.2)
    assert len({round(float(bar.get("y")) + float(bar.get("height")), 1) for bar in bars}) == 1


def test_two_series_are_drawn_side_by_side():
    bars = drawn(Series("Vào", (1, 2, 3)), Series("Ra", (3, 2, 1)), bars=True).findall(f"{SVG}rect")
    lefts = [float(bar.get("x")) for bar in bars]
    assert len(bars) == 6
    assert lefts[3] - lefts[0] == pytest.approx(float(bars[0].get("width")), abs=0.2)


def test_a_line_breaks_at_missing_values():
    root = drawn(Series("Đúng hạn", (90.0, None, 100.0), 1), top=100, unit=" %")
    assert len(root.findall(f"{SVG}polyline")) == 2
    assert [dot.find(f"{SVG}title").text for dot in root.findall(f"{SVG}circle")] == [
        "09/26: Đúng hạn 90,0 %",
        "11/26: Đúng hạn 100,0 %",
    ]


def test_a_chart_without_values_shows_a_text():
    assert (
        describe(Chart("x", "", LABELS, [Series("Lượt", (None, None, None))]))
        == "Lượt: chưa có số liệu."
    )
    assert drawn(Series("Lượt", (None, None, None))).findall(f"{SVG}circle") == []


@for_each("highest", [0, 1, 4, 5, 9, 10, 99, 101, 1234, 99_999, 1_000_001, 0.3])
def test_the_axis_ends_just_above_the_highest_value(highest):
    assert highest <= nice_top(highest) <= max(4, 2 * highest)


def test_many_periods_are_labelled_at_intervals():
    labels = tuple(f"{n:02}/11" for n in range(1, 31))
    root = ET.fromstring(draw_svg(Chart("x", "", labels, [Series("Lượt", tuple(range(30)))])))  # noqa: S314  # our own drawing
    named = [text.text for text in root.findall(f"{SVG}text") if "/" in text.text]
    assert 3 <= len(named) <= 7
    assert named[-1] == "30/11"
