"""Moving dossiers, and correcting their status."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dossiers import actions
from dossiers.actions import DossierChanged
from dossiers.actions.effects import Author
from dossiers.models import Dossier
from dossiers.workflow import Actor, Limit
from tests.dossiers.actions.refusing import refused
from tests.dossiers.factories import MACHINE, at, dossier, facts, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_a_dossier_passes_through_its_statuses(now):
    row = dossier(accepted_at=None)
    assert move(row, "accepted", limit=Limit(5, "working_day")).due_at == at("2026-12-01 23:59:59")
    now("2026-11-25 10:00")
    asked = move(row, "processing", "supplement_required", papers=("Ảnh",))
    assert (asked.papers, asked.supplement_due_on, asked.supplements, asked.paused_at) == (
        ["Ảnh"],
        date(2026, 12, 5),
        1,
        at("2026-11-25 10:00"),
    )
    now("2026-11-27 10:00")
    resumed = move(row, "processing")
    assert (resumed.papers, resumed.supplement_due_on, resumed.paused_at, resumed.due_at) == (
        [],
        None,
        None,
        at("2026-12-03 23:59:59"),
    )
    pays = move(row, "payment_required", fee=75_000)
    assert pays.fee_due == 75_000
    done = move(row, "completed")
    assert (done.fee_due, done.completed_at, done.returned_at) == (
        None,
        at("2026-11-27 10:00"),
        None,
    )
    now("2026-11-30 10:00")
    returned = move(row, "returned")
    assert (returned.completed_at, returned.returned_at) == (
        at("2026-11-27 10:00"),
        at("2026-11-30 10:00"),
    )
    assert [event.status_to for event in row.events.order_by("number")] == [
        "submitted",
        "accepted",
        "processing",
        "supplement_required",
        "processing",
        "payment_required",
        "completed",
        "returned",
    ]


def test_pauses_before_acceptance_do_not_count(now):
    row = dossier(accepted_at=None)
    move(row, "supplement_required")
    now("2026-11-25 10:00")
    accepted = move(row, "accepted", limit=Limit(1, "working_day"))
    assert (accepted.paused_at, accepted.due_at) == (None, at("2026-11-26 23:59:59"))


def test_a_forbidden_move_writes_nothing(now):
    row = dossier()
    assert refused(actions.transition, row.pk, "returned", MACHINE, facts("returned")) == {
        "status": ["transition_impossible"]
    }
    assert refused(
        actions.transition, row.pk, "suspended", MACHINE, facts("suspended", reason="")
    ) == {"reason": ["reason_missing"]}


def test_officers_move_only_dossiers_of_their_offices(now):
    row = dossier(office=offices.office("ca-xa-a"))
    foreign, own = officer_of(offices.office("ca-xa-b")), officer_of(row.office)
    with pytest.raises(Dossier.DoesNotExist):
        actions.transition(row.pk, "processing", actions.author_of(foreign), facts("processing"))
    assert (
        actions.transition(
            row.pk, "processing", actions.author_of(own), facts("processing")
        ).officer
        == own
    )


def test_machines_move_only_dossiers_of_their_offices(now):
    row = dossier(office=offices.office("ca-xa-a"))
    with pytest.raises(Dossier.DoesNotExist):
        actions.transition(
            row.pk,
            "processing",
            Author(Actor.MACHINE, offices=frozenset({"ca-xa-b"})),
            facts("processing"),
        )


def test_a_second_supplement_needs_a_manager(now):
    row = move(dossier(), "supplement_required", "processing")
    plain, manager = officer_of(row.office), officer_of(row.office, actions.MANAGE)
    asked = facts("supplement_required")
    found = refused(
        actions.transition, row.pk, "supplement_required", actions.author_of(plain), asked
    )
    assert found == {"__all__": ["manager_needed"]}
    actions.transition(row.pk, "supplement_required", actions.author_of(manager), asked)
    assert Dossier.objects.get().supplements == 2


def test_an_outdated_page_changes_nothing(now):
    row = dossier()
    seen = row.events_count
    actions.transition(row.pk, "processing", MACHINE, facts("processing"), seen=seen)
    with pytest.raises(DossierChanged, match="Người khác vừa thay đổi"):
        actions.transition(row.pk, "suspended", MACHINE, facts("suspended"), seen=seen)
    assert Dossier.objects.get().status == "processing"


def test_a_correction_needs_permission_and_a_reason(now):
    row = move(dossier(), "processing", "completed", "returned")
    plain, trusted = officer_of(row.office, actions.MANAGE), officer_of(row.office, actions.CORRECT)
    with pytest.raises(PermissionDenied):
        actions.correct(
            row.pk, "processing", actions.author_of(plain), facts("processing", reason="Nhầm hồ sơ")
        )
    with pytest.raises(PermissionDenied):
        actions.correct(row.pk, "processing", MACHINE, facts("processing", reason="Nhầm hồ sơ"))
    assert refused(
        actions.correct, row.pk, "processing", actions.author_of(trusted), facts("processing")
    ) == {"reason": ["reason_missing"]}
    event = actions.correct(
        row.pk, "processing", actions.author_of(trusted), facts("processing", reason="Nhầm hồ sơ")
    )
    row.refresh_from_db()
    assert (event.kind, event.officer, event.status_from, event.public_note) == (
        "correction",
        trusted,
        "returned",
        "Nhầm hồ sơ",
    )
    assert (row.status, row.completed_at, row.returned_at) == ("processing", None, None)
    assert row.events.filter(status_to="returned").exists()  # the mistake stays in the events


def test_a_correction_to_submitted_clears_the_acceptance(now):
    row = dossier()
    trusted = officer_of(row.office, actions.CORRECT)
    actions.correct(
        row.pk, "submitted", actions.author_of(trusted), facts("submitted", reason="Tiếp nhận nhầm")
    )
    row.refresh_from_db()
    assert (row.accepted_at, row.due_at, row.limit_value, row.limit_unit) == (None, None, None, "")


@pytest.fixture
def suspended(now):
    """Return a dossier that has been suspended since November, at the end of the next year."""
    row = move(dossier(limit=Limit(20, "working_day")), "processing", "suspended")
    now("2027-12-20 09:00")  # Tết of 2028 is not known
    return row


def test_what_ends_without_a_result_needs_no_calendar(suspended):
    ended = move(suspended, "withdrawn")
    assert (ended.status, ended.due_at) == ("withdrawn", suspended.due_at)


def test_a_date_that_has_to_be_kept_needs_the_calendar(suspended):
    found = refused(actions.transition, suspended.pk, "processing", MACHINE, facts("processing"))
    assert found == {"": ["calendar_year_missing"]}


def test_a_result_in_time_needs_no_calendar(now):
    now("2027-12-01 09:00")
    row = move(dossier(limit=Limit(15, "working_day")), "processing", "payment_required")
    assert row.due_at == at("2027-12-22 23:59:59")
    now("2027-12-20 09:00")
    done = move(row, "completed")
    assert (done.completed_at, done.due_at) == (at("2027-12-20 09:00"), row.due_at)


def test_a_correction_may_lie_before_the_mistake_but_not_before_the_acceptance(now):
    row = dossier()
    now("2026-11-25 14:00")
    move(row, "stopped")
    trusted = actions.author_of(officer_of(row.office, actions.CORRECT))
    early = facts("completed", reason="Nhầm hồ sơ", at=at("2026-11-23 08:59"))
    assert refused(actions.correct, row.pk, "completed", trusted, early) == {"at": ["before_last"]}
    actions.correct(
        row.pk, "completed", trusted, facts("completed", reason="Nhầm", at=at("2026-11-25 13:00"))
    )
    assert Dossier.objects.get().completed_at == at("2026-11-25 13:00")
