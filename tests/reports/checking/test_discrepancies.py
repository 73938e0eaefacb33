"""Where a report and its evidence differ."""

from datetime import timedelta

import pytest

from offices.geography.places import Point
from reports.checking.completeness import EvidenceFact
from reports.checking.discrepancies import Differences, differences_of
from tests.reports.drafts import YESTERDAY, draft

HERE, FAR_AWAY = Point(21.32, 105.40), Point(21.03, 105.85)


def taken(at=None, point=None):
    return EvidenceFact("image/jpeg", at, point)


def test_what_agrees_is_not_flagged():
    close = taken(YESTERDAY + timedelta(hours=1), Point(21.325, 105.405))
    for fact in (close, taken()):
        assert differences_of(draft(point=HERE), fact) == Differences()
    unknown = draft(occurred_from=None)
    assert differences_of(unknown, taken(YESTERDAY, FAR_AWAY)) == Differences()


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(hours=3), "lúc 12:00 ngày 22/11/2026, lệch 3 giờ so với thời gian khai"),
        (-timedelta(days=40), "lúc 09:00 ngày 13/10/2026, lệch 40 ngày so với thời gian khai"),
    ],
)
def test_times_far_before_or_after_are_flagged_in_vietnams_time(gap, said):
    assert differences_of(draft(), taken(YESTERDAY + gap)) == Differences(time=said)


@pytest.mark.parametrize(
    ("hours", "said"),
    [(2, None), (-2, None), (2.01, "2 giờ"), (47, "47 giờ"), (48, "2 ngày"), (-71, "2 ngày")],
)
def test_a_difference_of_more_than_two_hours_is_told_in_hours_then_in_days(hours, said):
    found = differences_of(draft(), taken(YESTERDAY + timedelta(hours=hours))).time
    assert found.split(", ")[-1] == (f"lệch {said} so với thời gian khai" if said else "")


def test_the_stated_time_may_be_a_period():
    long = draft(occurred_to=YESTERDAY + timedelta(hours=5))
    assert differences_of(long, taken(YESTERDAY + timedelta(hours=4))) == Differences()


def test_places_far_away_are_flagged():
    found = differences_of(draft(point=HERE), taken(point=FAR_AWAY))
    assert found == Differences(place="ở nơi cách địa điểm khai 57 km")
