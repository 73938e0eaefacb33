"""Needs by week and office."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from dossiers.workflow import Status
from feedback.models import PublishedFigure, SatisfactionRelease
from feedback.needs import weekly
from feedback.needs.weeks import week_of, weeks_until
from procedures.models import ReadCount, SearchCount
from tests.citizens.factories import citizen
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import question
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
WEEKS = weeks_until(date(2026, 11, 25), 4)
NOW = "2026-11-25 09:00 +0700"


@pytest.fixture(autouse=True)
def _week():
    with time_machine.travel(NOW, tick=False):
        yield


def searched(term, day, misses, searches=None):
    SearchCount.objects.create(day=day, term=term, searches=searches or misses, misses=misses)


def test_weeks_begin_on_monday():
    assert [str(week) for week in WEEKS] == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]
    assert week_of(date(2026, 11, 22)) == date(2026, 11, 16)


def test_failed_searches_are_sorted_by_count():
    for term, day, misses in [
        ("le phi", "2026-11-24", 2), ("le phi", "2026-11-25", 1), ("le phi", "2026-11-03", 4),
        ("xe cu", "2026-11-16", 9), ("cu", "2026-11-01", 50), ("moi", "2026-11-30", 50),
    ]:  # fmt: skip
        searched(term, day, misses)
    searched("thay", "2026-11-24", 0, 80)
    found = weekly.missed_searches(WEEKS)
    assert [(line.key, line.by_week, line.total) for line in found] == [
        ("xe cu", (0, 0, 9, 0), 9),
        ("le phi", (4, 0, 0, 3), 7),
    ]


def test_read_procedures_are_counted_by_week():
    most, less = (
        publish_procedure(short_name="Cấp hộ chiếu"),
        publish_procedure(short_name="Tạm trú"),
    )
    for procedure, day, reads in [
        (less, "2026-11-24", 3),
        (most, "2026-11-09", 4),
        (most, "2026-11-15", 5),
    ]:
        ReadCount.objects.create(day=day, procedure=procedure, reads=reads)
    assert [(line.title, line.by_week) for line in weekly.read_procedures(WEEKS)] == [
        ("Cấp hộ chiếu", (0, 9, 0, 0)),
        ("Tạm trú", (0, 0, 0, 3)),
    ]


def test_the_number_of_rows_is_limited():
    for number in range(weekly.LINES + 3):
        searched(f"tu {number}", "2026-11-24", number + 1)
    assert len(weekly.missed_searches(WEEKS)) == weekly.LINES


def test_asked_procedures_are_counted_by_office(offices, other):
    procedure = publish_procedure(short_name="Cấp hộ chiếu")
    question(citizen(), office=offices.pk, procedure=procedure.pk)
    question(citizen(), office=offices.pk)
    question(citizen(), office=other.pk, procedure=procedure.pk)
    shown = {
        office: [(line.title, line.total) for line in weekly.asked_procedures([office], WEEKS)]
        for office in (offices.pk, "tinh")
    }
    assert shown == {
        offices.pk: [("", 1), ("Cấp hộ chiếu", 1)],
        "tinh": [("Cấp hộ chiếu", 2), ("", 1)],
    }


def test_repeated_questions_are_grouped_by_procedure(offices, other):
    procedure = publish_procedure(short_name="Đăng ký xe")
    for _ in range(weekly.SHARED_BY):
        question(citizen(), "Đăng ký xe máy cũ ở đâu?", office=offices.pk, procedure=procedure.pk)
    question(citizen(), "Đăng ký xe máy cũ ở đâu?", office=other.pk)
    (line,) = weekly.repeated_questions([offices.pk], WEEKS)
    assert (line.key, line.title, line.words, line.by_week) == (
        procedure.pk,
        "Đăng ký xe",
        "dang ky xe may cu",
        (0, 0, 0, 5),
    )
    assert weekly.repeated_questions([other.pk], WEEKS) == []


def test_phrases_of_few_people_are_hidden(offices):
    for _ in range(weekly.SHARED_BY - 1):
        question(citizen(), "Đăng ký xe máy cũ", office=offices.pk)
    assert weekly.repeated_questions([offices.pk], WEEKS) == []
    question(citizen(), "Đăng ký xe máy cũ", office=offices.pk)
    assert [line.total for line in weekly.repeated_questions([offices.pk], WEEKS)] == [
        weekly.SHARED_BY
    ]


def test_waiting_dossiers_are_counted_by_status(offices, other):
    made = timezone.now() - timedelta(days=30)
    early = {"submitted_at": made, "accepted_at": made}
    for _ in range(2):
        dossier(office=offices, **early)
    dossier(office=other)
    move(dossier(office=other), Status.PROCESSING, Status.COMPLETED, Status.RETURNED)
    late, young = weekly.waiting_dossiers(timezone.now())
    assert (late.office, late.status_name, late.waiting, late.late, late.oldest) == (
        offices.pk,
        "Được tiếp nhận",
        2,
        2,
        made,
    )
    assert late.longest_due < timezone.now()
    assert (young.office, young.waiting, young.late, young.longest_due) == (other.pk, 1, 0, None)
    assert [queue.office for queue in weekly.waiting_dossiers(timezone.now(), [other.pk])] == [
        other.pk
    ]


@pytest.mark.parametrize(
    ("figure", "queries"),
    [
        (lambda: weekly.asked_procedures(["tinh"], WEEKS), 2),
        (lambda: weekly.repeated_questions(["tinh"], WEEKS), 5),
    ],
)
def test_the_query_count_does_not_depend_on_the_questions(
    offices, figure, queries, django_assert_num_queries
):
    procedures = [publish_procedure() for _ in range(3)]
    for number in range(24):
        question(citizen(), office=offices.pk, procedure=procedures[number % 3].pk)
    with django_assert_num_queries(queries):
        figure()


def publish(month, **satisfied_by_procedure):
    release = SatisfactionRelease.objects.create(
        month=month, at=datetime(2026, 11, 15, tzinfo=UTC), lines={}
    )
    for procedure, satisfied in satisfied_by_procedure.items():
        PublishedFigure.objects.create(
            release=release, office="", field="", procedure=procedure, measure="overall",
            first=month, last=month, count=10, total=40, satisfied=satisfied,
        )  # fmt: skip


def test_before_publication_nothing_is_rated_low():
    assert weekly.low_rated("") == []


def test_the_lowest_rated_procedures_come_first():
    poor, fair, good = (
        publish_procedure(short_name=name) for name in ("Cấp hộ chiếu", "Tạm trú", "Đăng ký xe")
    )
    publish(date(2026, 7, 1), **{good.pk: 0})  # too long ago
    publish(date(2026, 8, 1), **{fair.pk: 8})
    publish(date(2026, 10, 1), **{poor.pk: 5, fair.pk: 8, good.pk: 9})
    assert [(row.title, row.score.satisfied_percent) for row in weekly.low_rated("")] == [
        ("Cấp hộ chiếu", 50.0),
        ("Tạm trú", 80.0),
    ]
