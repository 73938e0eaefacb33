"""Where a report and its evidence differ."""

from datetime import timedelta

import pytest

from offices.geography.places import Point
from reports.checking.completeness import EvidenceFact
from reports.checking.discrepancies import discrepancies
from tests.reports.drafts import YESTERDAY, draft

HERE, FAR_AWAY = Point(21.32, 105.40), Point(21.03, 105.85)


def taken(at=None, point=None):
    return EvidenceFact("image/jpeg", at, point)


def test_what_agrees_is_not_flagged():
    close = taken(YESTERDAY + timedelta(hours=1), Point(21.325, 105.405))
    assert discrepancies(draft(point=HERE, evidence=(close, taken()))) == []
    unknown = draft(occurred_from=None, evidence=(taken(YESTERDAY, FAR_AWAY),))
    assert discrepancies(unknown) == []


def test_times_far_before_or_after_are_flagged_in_vietnams_time():
    late, early = YESTERDAY + timedelta(hours=3), YESTERDAY - timedelta(days=40)
    assert discrepancies(draft(evidence=(taken(late), taken(early)))) == [
        "Tệp 1: ghi lúc 12:00 ngày 22/11/2026, lệch 3 giờ so với thời gian khai.",
        "Tệp 2: ghi lúc 09:00 ngày 13/10/2026, lệch 40 ngày so với thời gian khai.",
    ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [(2, None), (-2, None), (2.01, "2 giờ"), (47, "47 giờ"), (48, "2 ngày"), (-71, "2 ngày")],
)
def test_a_difference_of_more_than_two_hours_is_told_in_hours_then_in_days(hours, said):
    found = discrepancies(draft(evidence=(taken(YESTERDAY + timedelta(hours=hours)),)))
    assert [one.split(", ")[-1] for one in found] == (
        [f"lệch {said} so với thời gian khai."] if said else []
    )


def test_the_stated_time_may_be_a_period():
    long = draft(
        occurred_to=YESTERDAY + timedelta(hours=5),
        evidence=(taken(YESTERDAY + timedelta(hours=4)),),
    )
    assert discrepancies(long) == []


def test_places_far_away_are_flagged():
    assert discrepancies(draft(point=HERE, evidence=(taken(point=FAR_AWAY),))) == [
        "Tệp 1: ghi ở nơi cách địa điểm khai 57 km."
    ]
