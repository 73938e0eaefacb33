"""Registering dossiers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from dossiers import actions
from dossiers.due.clock import local_day
from dossiers.workflow import Limit, Status
from procedures.models import Procedure
from tests.citizens.factories import PHONE
from tests.dossiers.actions.refusing import refused
from tests.dossiers.factories import (
    MACHINE,
    at,
    dossier,
    facts,
    move,
    officer_of,
    registration,
)
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def test_an_accepted_dossier_has_a_due_date_and_an_event(now):
    row = dossier(limit=Limit(1, "working_day"), phone=PHONE, id_last4="4321")
    assert (row.status, row.due_at, row.events_count, row.source) == (
        "accepted",
        at("2026-11-25 23:59:59"),
        1,
        "machine",
    )
    (event,) = row.events.all()
    assert (event.number, event.kind, event.status_from, event.status_to, event.at) == (
        1,
        "transition",
        "",
        "accepted",
        row.accepted_at,
    )


def test_a_submitted_dossier_has_no_due_date(now):
    row = dossier(accepted_at=None)
    assert (row.status, row.accepted_at, row.due_at, row.limit_value) == (
        "submitted",
        None,
        None,
        None,
    )


def test_acceptance_uses_the_only_limit_of_the_procedure(now):
    procedure = publish_procedure(time_limits=[{"value": 3, "unit": "working_day"}])
    row = dossier(procedure=procedure, limit=None)
    assert (row.version.procedure, row.limit_value, row.limit_unit) == (procedure, 3, "working_day")
    assert local_day(row.due_at) == date(2026, 11, 27)


def test_half_a_day_is_four_working_hours(now):
    procedure = publish_procedure(time_limits=[{"value": 0.5, "unit": "working_day"}])
    row = dossier(procedure=procedure, limit=None)
    assert (row.limit_value, row.limit_unit, row.due_at) == (
        4,
        "working_hour",
        at("2026-11-23 14:30"),
    )


def test_with_several_limits_the_officer_must_choose(now):
    limits = [
        {"value": 3, "unit": "working_day", "condition": "Có hộ khẩu"},
        {"value": 7, "unit": "working_day", "condition": "Không có"},
    ]
    channels = [{"kind": "direct", "time_relation": "alternatives"}]
    procedure = publish_procedure(time_limits=limits, channels=channels)
    offices.calendar_2026_2027()
    user = officer_of(offices.office("ca-xa-a"))
    given = registration(procedure=procedure, limit=None)
    assert refused(actions.register, given, actions.author_of(user)) == {"limit": ["limit_missing"]}


def test_stages_of_one_unit_are_added(now):
    stages = [{"value": 3, "unit": "working_day"}, {"value": 2, "unit": "working_day"}]
    procedure = publish_procedure(
        time_limits=stages, channels=[{"kind": "direct", "time_relation": "stages"}]
    )
    assert dossier(procedure=procedure, limit=None).limit_value == 5


def test_pauses_move_a_promised_date(now):
    row = dossier(
        limit=None,
        due_at=at("2026-12-02 16:00"),
        accepted_at=at("2026-11-20 10:00"),
        submitted_at=at("2026-11-20 10:00"),
    )
    assert (row.due_at, row.limit_value, row.limit_unit) == (at("2026-12-02 16:00"), 12, "day")
    now("2026-11-25 09:00")
    move(row, "suspended")
    now("2026-11-27 09:00")
    assert local_day(move(row, "processing").due_at) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"accepted_at": at("2026-11-23 09:01")}, {"at": ["in_future"]}),
        ({"submitted_at": at("2026-11-23 09:01"), "accepted_at": None}, {"at": ["in_future"]}),
        (
            {"submitted_at": at("2026-11-23 08:59"), "accepted_at": at("2026-11-23 08:00")},
            {"accepted_at": ["before_submitted"]},
        ),
        ({"due_at": at("2026-11-22 08:00")}, {"due_at": ["before_accepted"]}),
        ({"procedure_id": "khong-co"}, {"procedure": ["unknown_procedure"]}),
        ({"office_id": "khong-co"}, {"office": ["unknown_office"]}),
        ({"officer_id": 4321}, {"officer": ["unknown_officer"]}),
        # reaches a year whose Tết is unknown
        (
            {"limit": Limit(400, "working_day")},
            {"": ["calendar_year_missing"]},
        ),
    ],
)
def test_an_invalid_registration_names_its_field(now, calendar, values, expected):
    given = replace(registration(), **values)
    assert refused(actions.register, given, MACHINE) == expected


def test_a_code_is_unique(now):
    row = dossier()
    assert refused(actions.register, registration(code=row.code), MACHINE) == {
        "code": ["code_taken"]
    }


def test_officers_register_only_for_their_offices(now, calendar):
    own, foreign = offices.office("ca-xa-a"), offices.office("ca-xa-b")
    by = actions.author_of(officer_of(own))
    assert refused(actions.register, registration(office=foreign), by) == {
        "office": ["unknown_office"]
    }
    assert actions.register(registration(office=own), by).events.get().officer == by.user


def test_submission_and_acceptance_may_be_simultaneous(now):
    moment = timezone.now() - timedelta(days=1)
    assert dossier(submitted_at=moment, accepted_at=moment).accepted_at == moment


def closed_procedure():
    return publish_procedure(closed_from="2026-11-01", closed_to="2027-02-28", closed_note="NQ 22.")


def test_the_day_of_submission_decides_whether_a_closed_procedure_takes_a_dossier(now):
    offices.calendar_2026_2027()
    given = registration(procedure=closed_procedure())
    assert refused(actions.register, given, MACHINE) == {"procedure": ["procedure_closed"]}
    before = replace(given, submitted_at=at("2026-10-31 23:59"))
    assert actions.register(before, MACHINE).status == "accepted"


def test_a_draft_closes_nothing(now):
    procedure = publish_procedure()
    Procedure.objects.filter(pk=procedure.pk).update(closed_from="2026-11-01")
    assert dossier(procedure=procedure).status == "accepted"


def test_a_dossier_from_a_closed_day_can_be_declined_and_not_accepted(now):
    procedure = publish_procedure()
    row = dossier(procedure=procedure, accepted_at=None)
    Procedure.objects.filter(pk=procedure.pk).update(closed_from="2026-11-01", closed_note="NQ 22.")
    publish_procedure(procedure)
    given = facts("accepted", limit=Limit(7, "working_day"))
    refusal = refused(actions.transition, row.pk, Status.ACCEPTED, MACHINE, given)
    assert refusal == {"procedure": ["procedure_closed"]}
    assert move(row, "declined").status == "declined"
