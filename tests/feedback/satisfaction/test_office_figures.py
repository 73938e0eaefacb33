"""The figures of QĐ 766/QĐ-TTg by office, including all offices below."""

from datetime import date

import pytest

from dossiers.models import DossierDay
from feedback.ratings.workflow import Status
from feedback.satisfaction.office_figures import office_figures
from feedback.satisfaction.shares import Share
from offices.models import Office
from tests.feedback.factories import follow_up
from tests.offices.factories import calendar_2026_2027, office, province

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TODAY = date(2026, 12, 20)


def day(number, month=10):
    return date(2026, month, number)


@pytest.fixture
def place():
    province()
    calendar_2026_2027()
    return office("ca-xa")


def figures_of(key, first=OCTOBER, last=OCTOBER, today=TODAY):
    return office_figures(first, last, [key], today)[key]


def completed(place, on, dated, on_time):
    DossierDay.objects.create(
        office=place, day=on, completed=dated + 1, dated=dated, on_time=on_time
    )


def test_on_time_dossiers_are_counted_by_month(place):
    completed(place, day(1), 3, 2)
    completed(place, day(31), 1, 1)
    completed(place, day(30, 9), 7, 7)
    completed(place, day(1, 11), 5, 5)
    assert figures_of("ca-xa").on_time == Share(3, 4)
    assert figures_of("ca-xa", last=NOVEMBER).on_time == Share(8, 9)


def test_numbers_are_summed_for_all_offices_above(place):
    department = office("phong", kind=Office.Kind.DEPARTMENT, name="Phòng")
    point = office("diem", kind=Office.Kind.RECEPTION_POINT, name="Điểm", parent=department)
    completed(point, day(2), 2, 1)
    completed(department, day(2), 1, 1)
    completed(place, day(2), 4, 0)
    assert [figures_of(key).on_time for key in ("diem", "phong", "tinh")] == [
        Share(1, 2),
        Share(2, 3),
        Share(2, 7),
    ]


HANDLED = {"status": Status.PUBLISHED, "due_on": None}
CASES = [
    # opened on the 5th: 2 working days
    (
        {"status": Status.DECLINED, "due_on": None, "ended_on": day(7)},
        Share(1, 1),
    ),
    ({"status": Status.DECLINED, "due_on": None, "ended_on": day(8)}, Share(0, 1)),
    # 15 working days, and 2
    (
        {**HANDLED, "handled_on": day(26), "publish_by": day(28), "ended_on": day(28)},
        Share(1, 1),
    ),
    ({**HANDLED, "handled_on": day(26), "publish_by": day(28), "ended_on": day(29)}, Share(0, 1)),
    ({**HANDLED, "handled_on": day(27), "publish_by": day(29), "ended_on": day(29)}, Share(0, 1)),
    ({"status": Status.WAITING}, Share(0, 1)),  # long overdue
    ({"status": Status.ASKED_BACK, "due_on": None}, Share(0, 0)),  # waiting for the rater
]


@pytest.mark.parametrize(("values", "expected"), CASES, ids=str)
def test_follow_ups_handled_on_time_are_counted(place, values, expected):
    follow_up(place, opened_on=day(5), **values)
    assert figures_of("ca-xa").follow_ups == expected


def test_follow_ups_before_their_deadline_are_not_counted(place):
    follow_up(place, opened_on=day(5))
    assert figures_of("ca-xa", today=day(26)).follow_ups == Share(0, 0)
    assert figures_of("ca-xa", today=day(27)).follow_ups == Share(0, 1)


def test_only_follow_ups_opened_in_the_months_count(place):
    follow_up(place, opened_on=day(30, 9))
    follow_up(place, opened_on=day(2, 11))
    assert figures_of("ca-xa").follow_ups == Share(0, 0)
    assert figures_of("ca-xa", last=NOVEMBER).follow_ups == Share(0, 1)


def test_a_follow_up_of_today_is_not_counted(place):
    follow_up(place, opened_on=day(5), status=Status.DECLINED, due_on=None, ended_on=day(5))
    assert figures_of("ca-xa", today=day(5)).follow_ups == Share(0, 0)


def test_the_query_count_does_not_depend_on_the_offices(place, django_assert_num_queries):
    for _number in range(20):
        office()
    every = list(Office.objects.values_list("pk", flat=True))
    with django_assert_num_queries(4):
        assert len(office_figures(OCTOBER, OCTOBER, every, TODAY)) == 22
