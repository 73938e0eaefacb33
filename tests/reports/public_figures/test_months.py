"""How many reports came: months that have ended, in one tree without small groups."""

from collections import defaultdict
from datetime import date

import pytest

from foundation.records.smallest_group import SMALLEST_GROUP
from reports.actions import moving
from reports.models import ReportDay
from reports.public_figures.months import Known, month_of, published_months
from reports.workflow import Desk, Move
from tests.foundation.records.test_smallest_group import tables
from tests.offices.factories import office
from tests.reports.factories import kind, report

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
OCTOBER = date(2026, 10, 7)


@pytest.fixture
def areas(offices):
    """Return offices of two areas, and one that serves the whole province."""
    return {
        "east": office("ca-dong", area="Vĩnh Phúc (cũ)"),
        "west": office("ca-tay", area="Phú Thọ (cũ)"),
        "all": office("phong", kind="department"),
    }


def sent(office, count, of=None, day=OCTOBER):
    ReportDay.objects.create(
        office=office, area=office.area, day=day, kind=of or kind(), sent=count
    )


def shown(today=TODAY):
    return [
        (str(month.month), month.count, {one.code: dict(one.areas) for one in month.kinds})
        for month in published_months(today)
    ]


def test_kinds_and_areas_are_counted_by_month(areas):
    lamp = kind("site_report", name="Phản ánh hiện trường")
    sent(areas["east"], 6)
    sent(areas["west"], 7)
    sent(areas["all"], 5)
    sent(areas["east"], 8, lamp)
    sent(areas["east"], 2, day=date(2026, 10, 8))
    assert shown() == [
        (
            "2026-10-01",
            28,
            {
                "traffic_violation": {"Phú Thọ (cũ)": 7, "Vĩnh Phúc (cũ)": 8},
                "site_report": {"Vĩnh Phúc (cũ)": 8},
            },
        )
    ]


def test_a_small_area_hides_another_one_with_it(areas):
    sent(areas["east"], 6)
    sent(areas["west"], 9)
    sent(areas["all"], 1)
    assert shown()[0][2] == {"traffic_violation": {}}


def test_an_area_hides_among_those_without_reports(areas):
    sent(areas["east"], 9)
    sent(areas["west"], 4)
    assert shown()[0][2] == {"traffic_violation": {}}
    sent(areas["all"], 9, day=date(2026, 9, 7))
    assert shown()[1][2] == {"traffic_violation": {"Vĩnh Phúc (cũ)": 9}}


def test_a_small_kind_hides_another_one_with_it(areas):
    sent(areas["west"], 9)
    sent(areas["west"], 6, kind("site_report"))
    sent(areas["west"], 2, kind("scam"))
    assert list(shown()[0][2]) == ["traffic_violation"]


def test_two_kinds_that_must_be_of_four_are_not_told(areas):
    sent(areas["west"], 5)
    sent(areas["west"], 4, kind("site_report"))
    sent(areas["west"], 4, kind("scam"))
    assert shown() == [("2026-10-01", 13, {})]


@pytest.mark.parametrize(("kinds", "areas_of_each", "most"), [(2, 2, 16), (3, 2, 11), (2, 3, 11)])
def test_no_small_group_can_be_worked_out(kinds, areas_of_each, most):
    """Enumerate for every answer all months that give it: kinds, areas and what they sum up to.

    Also the sums of an area over kinds, which nobody is told.
    """
    known = Known(frozenset("abc"[:kinds]), frozenset(["", "x", "y"][:areas_of_each]))
    places = [(kind, area) for kind in sorted(known.kinds) for area in sorted(known.areas)]
    for whole in range(SMALLEST_GROUP, most + 1):
        alike = defaultdict(list)
        for counts in tables(whole, len(places)):
            cells = defaultdict(dict)
            for (kind_code, area), count in zip(places, counts, strict=True):
                cells[kind_code][area] = count
            answer = month_of(OCTOBER, cells, known)
            told = [(one.code, one.count, tuple(one.areas.items())) for one in answer.kinds]
            alike[answer.count, tuple(told)].append(dict(zip(places, counts, strict=True)))
        for answer, possible in alike.items():
            for group in groups_of(places):
                sizes = {sum(cells[place] for place in group) for cells in possible}
                if any(0 < size < SMALLEST_GROUP for size in sizes):
                    assert len(sizes) >= SMALLEST_GROUP, (answer, group, sizes)


def groups_of(places):
    """Return the groups of people that a reader may ask about: cells, kinds, areas."""
    kinds = {kind: [place for place in places if place[0] == kind] for kind, _area in places}
    areas = {area: [place for place in places if place[1] == area] for _kind, area in places}
    return [*([place] for place in places), *kinds.values(), *areas.values()]


def test_a_month_under_way_is_not_shown(areas):
    sent(areas["west"], 9)
    assert shown(date(2026, 10, 31)) == []
    assert shown(date(2026, 11, 1)) == []  # what was sent at midnight may still come
    assert len(shown(date(2026, 11, 2))) == 1


def test_a_month_of_few_is_not_shown(areas):
    sent(areas["west"], 4)
    assert shown() == []


def test_crime_and_reports_about_officers_are_in_no_sum(areas):
    sent(areas["west"], 9)
    sent(areas["west"], 50, kind("crime", is_crime=True, desk=Desk.CRIME))
    sent(areas["west"], 50, kind("about_officer", desk=Desk.INSPECTORATE))
    assert shown() == [("2026-10-01", 9, {"traffic_violation": {"Phú Thọ (cũ)": 9}})]


def test_a_later_change_does_not_change_the_past(areas, now):
    now("2026-10-07 10:00")
    for _number in range(6):
        row = report(areas["west"])
        moving.count_move(row, Move.SEND, row.first_received_at)
    now("2026-11-23 10:00")
    before = shown()
    row.kind = kind("crime", is_crime=True, desk=Desk.CRIME)
    row.save()
    assert shown() == before
    assert before[0][1] == 6


def test_a_month_reads_the_same_as_long_as_it_is_told(areas):
    """What is known of kinds and areas is that of the month, not that of the day of the answer."""
    sent(areas["west"], 9, kind("scam"), day=date(2026, 6, 7))
    sent(areas["west"], 5)
    sent(areas["west"], 4, kind("site_report"))
    sent(areas["west"], 4, kind("lost"))
    told = [
        month
        for day in (date(2026, 11, 2), date(2027, 6, 2), date(2027, 8, 2), date(2027, 10, 31))
        for month in shown(day)
        if month[0] == "2026-10-01"
    ]
    assert told == [("2026-10-01", 13, {"traffic_violation": {}})] * 4


def test_an_office_that_moves_to_another_area_takes_no_past_reports_along(areas, now):
    for moment in ("2026-10-07 10:00", "2026-10-07 16:00"):
        now(moment)
        for _number in range(6):
            row = report(areas["west"])
            moving.count_move(row, Move.SEND, row.first_received_at)
        areas["west"].area = "Hoà Bình (cũ)"  # at noon
        areas["west"].save()
    both = {"Phú Thọ (cũ)": 6, "Hoà Bình (cũ)": 6}
    assert shown() == [("2026-10-01", 12, {"traffic_violation": both})]


@pytest.mark.parametrize(("count", "months"), [(4, []), (5, ["2026-10-01"])])
def test_a_month_is_told_from_five_reports_on(areas, count, months):
    sent(areas["east"], count)
    assert [month for month, *_rest in shown()] == months
