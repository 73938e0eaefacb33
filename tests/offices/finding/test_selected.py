"""The nearest of many offices equal the first ones after sorting all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offices.finding import selected
from offices.finding.selected import Hit, Selected, sort_by_distance
from offices.geography.places import Point
from offices.listed import Listed
from offices.working_time.hours import Schedule

# Few of them, so that some offices share a place and some have equal distances.
LATITUDES = st.sampled_from([-90, 8.5, 20.9, 21, 21.0001, 21.1, 21.3, 23, 90])
LONGITUDES = st.sampled_from([-180, 102.1, 105, 105.0001, 105.2, 109.4, 180])
POINTS = st.builds(Point, LATITUDES, LONGITUDES)
ANYWHERE = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def listed(number, point):
    return Listed(
        valid_from=None, valid_to=None, document={}, id=f"ca-{number}", order=(0, "", str(number)),
        kind="commune", level="xa", area="", parent=None, successor=None, point=point, fields=(),
        fields_assumed=False, receives_visitors=True, schedule=Schedule(), names=(), exceptions=(),
        officers=(),
    )  # fmt: skip


def offices_at(points):
    return [listed(number, point) for number, point in enumerate(points, 10_000)]


@given(
    st.lists(st.none() | POINTS | ANYWHERE, max_size=60),
    POINTS | ANYWHERE,
    st.integers(0, 70),
    st.integers(0, 30),
)
@example([Point(21.12, 105.12), Point(21.14, 105)], Point(21, 105), 0, 1)  # a corner is farther
@example([Point(21, 105.1), None, Point(21, 104.9)], Point(21, 105), 0, 1)  # equal distances
@example([Point(0, -179.99), Point(0, 179.9)], Point(0, 179.99), 0, 1)  # round the date line
@example([Point(89.95, 180), Point(89.8, 0)], Point(89.95, 0), 0, 1)  # across a pole
def test_a_page_of_the_nearest_equals_that_of_all_sorted(points, near, first, size):
    offices = offices_at(points)
    expected = sort_by_distance(map(Hit, offices), near)[first : first + size]
    assert Selected(offices).page(first, first + size, near) == expected


def test_the_nearest_of_a_country_are_found_by_measuring_few(monkeypatch):
    measured = []
    offices = offices_at(Point(8.5 + n % 150 / 10, 102 + n // 150 / 10) for n in range(9000))
    original = selected.distance_m
    monkeypatch.setattr(selected, "distance_m", lambda a, b: measured.append(b) or original(a, b))
    found = Selected(offices).nearest(Point(21.02, 105.03), 20)
    assert [hit.distance_m for hit in found[:2]] == [3_827, 7_599]
    assert len(measured) < len(offices) / 50


@pytest.mark.parametrize("near", [None, Point(21, 105)])
def test_offices_without_a_point_keep_their_order(near):
    offices = offices_at([None, Point(21, 105), None])
    found = Selected(offices).page(0, 3, near)
    order = [0, 1, 2] if near is None else [1, 0, 2]
    assert [hit.office for hit in found] == [offices[place] for place in order]
