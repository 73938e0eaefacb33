"""Daily totals follow every change of a dossier, whoever makes it.

And are what counting anew gives.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from dossiers import actions, day_totals
from dossiers.effects import Author
from dossiers.models import DossierDay
from dossiers.workflow import Actor
from tests.dossiers.factories import at, dossier, facts, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = "2026-11-23", "2026-11-25"


def rows():
    """Return {(office, day): (accepted, completed, dated, on time)}, without what is zero."""
    found = DossierDay.objects.values_list(
        "office_id", "day", "accepted", "completed", "dated", "on_time"
    )
    return {(office, str(day)): tuple(counted) for office, day, *counted in found if any(counted)}


@pytest.fixture
def office(now):
    return offices.office("ca-xa-a")


def test_a_dossier_counts_when_it_is_accepted_not_when_it_is_submitted(office):
    row = dossier(office=office, accepted_at=None)
    assert rows() == {}
    move(row, "accepted")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_it_counts_once_more_on_the_day_of_its_result_and_returning_it_changes_nothing(office, now):
    row = dossier(office=office)
    now("2026-11-25 10:00")
    move(row, "processing", "completed", "returned")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0), ("ca-xa-a", WEDNESDAY): (0, 1, 1, 1)}


def test_days_are_those_of_vietnam(office, now):
    now("2026-11-25 00:30")  # still the 24th in UTC
    dossier(office=office)
    assert list(rows()) == [("ca-xa-a", WEDNESDAY)]


def test_a_result_after_the_due_date_is_late(office, now):
    row = dossier(office=office)
    now("2026-12-20 10:00")
    move(row, "processing", "completed")
    assert rows()["ca-xa-a", "2026-12-20"] == (0, 1, 1, 0)


def test_a_second_supplement_makes_a_result_late(office, now):
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


def test_a_result_without_a_due_date_says_nothing_about_time(office):
    row = dossier(office=office, limit=None)
    move(row, "processing", "completed")
    assert rows() == {("ca-xa-a", MONDAY): (1, 1, 0, 0)}


def test_a_correction_takes_the_result_back(office, now):
    row = dossier(office=office)
    move(row, "processing", "completed")
    boss = officer_of(office, "dossiers.correct_dossier")
    actions.correct(
        row.pk, "processing", actions.author_of(boss), facts("processing", reason="Ghi nhầm")
    )
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_what_an_action_refuses_counts_nothing(office):
    row = dossier(office=office)
    with pytest.raises(ValidationError):
        move(row, "submitted")
    assert rows() == {("ca-xa-a", MONDAY): (1, 0, 0, 0)}


def test_counting_anew_gives_the_same(office, now):
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


def test_the_sums_of_a_period_are_by_day_and_only_of_the_offices_asked_for(office, now):
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


def test_the_rule_for_on_time_is_the_same_in_python_and_in_the_database(office, now):
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
