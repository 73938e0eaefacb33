"""Daily totals follow every change of a dossier, and equal a recount."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from dossiers import actions
from dossiers.actions import day_totals
from dossiers.actions.effects import Author
from dossiers.models import DossierDay
from dossiers.workflow import Actor
from tests.dossiers.factories import at, dossier, facts, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = "2026-11-23", "2026-11-25"


def rows():
    """Return {(office, day): (accepted, completed, dated, on time)} without zero rows."""
    found = DossierDay.objects.values_list(
        "office_id", "day", "accepted", "completed", "dated", "on_time"
    )
    return {(office, str(day)): tuple(counted) for office, day, *counted in found if any(counted)}


@pytest.fixture
def office(now):
    return offices.office("ca-xa-a")


def test_a_dossier_is_counted_on_acceptance(office):
    row = dossier(office=office, accepted_at=None)
    assert rows() == {}
    move(row, "accepted")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_a_result_is_counted_on_its_day(office, now):
    row = dossier(office=office)
    now("2026-11-25 10:00")
    move(row, "processing", "completed", "returned")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0), ("ca-xa-a", WEDNESDAY): (0, 1, 1, 1)}


def test_days_follow_vietnamese_time(office, now):
    now("2026-11-25 00:30")  # still the 24th in UTC
    dossier(office=office)
    assert list(rows()) == [("ca-xa-a", WEDNESDAY)]


def test_a_result_after_the_due_date_counts_as_late(office, now):
    row = dossier(office=office)
    now("2026-12-20 10:00")
    move(row, "processing", "completed")
    assert rows()["ca-xa-a", "2026-12-20"] == (0, 1, 1, 0)


def test_a_second_supplement_counts_as_late(office, now):
    manager = Author(Actor.MANAGER, officer_of(office, "dossiers.manage_dossier"))
    row = dossier(office=office)
    move(
        row,
        "processing",
        "supplement_required",
        "processing",
        "supplement_required",
        "processing",
        "completed",
        by=manager,
    )
    assert rows() == {("ca-xa-a", MONDAY): (1, 1, 1, 0)}


def test_a_result_without_a_due_date_is_not_dated(office):
    row = dossier(office=office, limit=None)
    move(row, "processing", "completed")
    assert rows() == {("ca-xa-a", MONDAY): (1, 1, 0, 0)}


def test_a_correction_removes_the_result(office, now):
    row = dossier(office=office)
    move(row, "processing", "completed")
    boss = officer_of(office, "dossiers.correct_dossier")
    actions.correct(
        row.pk, "processing", actions.author_of(boss), facts("processing", reason="Ghi nhầm")
    )
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_a_refused_action_counts_nothing(office):
    row = dossier(office=office)
    with pytest.raises(ValidationError):
        move(row, "submitted")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_recounting_gives_the_same_totals(office, now):
    other = offices.office("ca-xa-b")
    for number in range(3):
        move(dossier(office=office), *(["processing", "completed", "returned"][:number]))
    now("2026-12-20 10:00")
    move(
        dossier(
            office=other, submitted_at=at("2026-12-01 08:00"), accepted_at=at("2026-12-01 09:00")
        ),
        "processing",
        "completed",
    )
    dossier(office=other, accepted_at=None)
    counted = rows()
    DossierDay.objects.update(accepted=7)
    call_command("recount_days", verbosity=0)
    assert rows() == counted
    assert len(counted) == 3


def test_sums_cover_only_the_given_offices(office, now):
    other = offices.office("ca-xa-b")
    dossier(office=office)
    dossier(office=other)
    now("2026-11-25 10:00")
    dossier(office=office)
    first, last = at("2026-11-23 00:00").date(), at("2026-11-25 00:00").date()
    every = DossierDay.objects.by_day(first, last, None)
    assert {str(day): sums["accepted"] for day, sums in every.items()} == {MONDAY: 2, WEDNESDAY: 1}
    assert [
        sums["accepted"] for sums in DossierDay.objects.by_day(first, last, ["ca-xa-b"]).values()
    ] == [1]
    assert (
        DossierDay.objects.by_day(first + timedelta(days=5), last + timedelta(days=5), None) == {}
    )


def test_python_and_sql_agree_on_what_is_on_time(office, now):
    row = dossier(office=office)
    now("2026-11-25 10:00")
    row = move(row, "processing", "completed")
    for due_at, supplements in [
        (row.completed_at, 1),
        (row.completed_at - timedelta(seconds=1), 0),
        (row.completed_at, 2),
        (None, 0),
    ]:
        type(row).objects.filter(pk=row.pk).update(due_at=due_at, supplements=supplements)
        said = day_totals.Counted(
            row.office_id, row.accepted_at, row.completed_at, due_at, supplements
        ).is_on_time
        assert type(row).objects.filter(day_totals.ON_TIME).exists() == said
