"""The life of a dossier through its only writers.

What is written, counted, refused, and told to whom.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from citizens.models import Notice
from dossiers import actions
from dossiers.actions import Applicant, DossierChanged
from dossiers.clock import local_day
from dossiers.effects import Author
from dossiers.models import Dossier, DossierEvent, Factor, Proof
from dossiers.workflow import Actor, Limit
from foundation.records.append_only import AppendOnlyError
from tests.citizens.factories import PHONE, citizen, erased_citizen
from tests.dossiers.factories import MACHINE, at, dossier, facts, move, officer_of, registration
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def refused(action, *arguments, **values):
    """Return the refusal of an action as {field: [code]}, and see that nothing was written."""
    before = list(Dossier.objects.values()), list(DossierEvent.objects.values())
    with pytest.raises(ValidationError) as error:
        action(*arguments, **values)
    assert (list(Dossier.objects.values()), list(DossierEvent.objects.values())) == before
    if not hasattr(error.value, "error_dict"):
        return {"": [error.value.code]}
    return {name: [one.code for one in errors] for name, errors in error.value.error_dict.items()}


# --- register ------------------------------------------------------------------------------------


def test_an_accepted_dossier_has_its_due_date_and_its_first_event(now):
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


def test_a_submitted_dossier_has_no_clock(now):
    row = dossier(accepted_at=None)
    assert (row.status, row.accepted_at, row.due_at, row.limit_value) == (
        "submitted",
        None,
        None,
        None,
    )


def test_acceptance_takes_the_version_and_the_only_limit_of_the_procedure(now):
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


def test_where_the_procedure_leaves_a_choice_an_officer_says_the_limit(now):
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


def test_a_promised_date_stands_and_pauses_move_it(now):
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
        (
            {"limit": Limit(400, "working_day")},
            {"": ["calendar_year_missing"]},
        ),  # reaches a year without Tết
    ],
)
def test_a_wrong_registration_is_refused_by_field(now, calendar, values, expected):
    given = replace(registration(), **values)
    assert refused(actions.register, given, MACHINE) == expected


def test_a_code_is_taken_once(now):
    row = dossier()
    assert refused(actions.register, registration(code=row.code), MACHINE) == {
        "code": ["code_taken"]
    }


def test_an_officer_registers_for_their_offices_only(now, calendar):
    own, foreign = offices.office("ca-xa-a"), offices.office("ca-xa-b")
    by = actions.author_of(officer_of(own))
    assert refused(actions.register, registration(office=foreign), by) == {
        "office": ["unknown_office"]
    }
    assert actions.register(registration(office=own), by).events.get().officer == by.user


# --- transitions ---------------------------------------------------------------------------------


def test_a_whole_life(now):
    row = dossier(accepted_at=None)
    assert move(row, "accepted", limit=Limit(5, "working_day")).due_at == at("2026-12-01 23:59:59")
    now("2026-11-25 10:00")
    asked = move(row, "processing", "supplement_required", papers=("Ảnh",))
    assert (asked.papers, asked.supplement_due_on, asked.supplements, asked.paused_at) == (
        ["Ảnh"], date(2026, 12, 5), 1, at("2026-11-25 10:00"),
    )  # fmt: skip
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
        "submitted", "accepted", "processing", "supplement_required", "processing", "payment_required", "completed", "returned",
    ]  # fmt: skip


def test_what_was_paused_before_acceptance_does_not_count(now):
    row = dossier(accepted_at=None)
    move(row, "supplement_required")
    now("2026-11-25 10:00")
    accepted = move(row, "accepted", limit=Limit(1, "working_day"))
    assert (accepted.paused_at, accepted.due_at) == (None, at("2026-11-26 23:59:59"))


def test_history_is_never_edited(now):
    event = dossier().events.get()
    event.public_note = "khác"
    with pytest.raises(AppendOnlyError):
        event.save()
    for statement in (
        "UPDATE dossiers_dossierevent SET public_note = 'x'",
        "DELETE FROM dossiers_dossierevent",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_an_impossible_move_writes_nothing(now):
    row = dossier()
    assert refused(actions.transition, row.pk, "returned", MACHINE, facts("returned")) == {
        "status": ["transition_impossible"]
    }
    assert refused(
        actions.transition, row.pk, "suspended", MACHINE, facts("suspended", reason="")
    ) == {"reason": ["reason_missing"]}


def test_an_officer_moves_dossiers_of_their_offices_only(now):
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


def test_a_machine_moves_dossiers_of_its_offices_only(now):
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


def test_whoever_saw_an_older_state_is_told_and_changes_nothing(now):
    row = dossier()
    seen = row.events_count
    actions.transition(row.pk, "processing", MACHINE, facts("processing"), seen=seen)
    with pytest.raises(DossierChanged, match="Người khác vừa thay đổi"):
        actions.transition(row.pk, "suspended", MACHINE, facts("suspended"), seen=seen)
    assert Dossier.objects.get().status == "processing"


# --- corrections ---------------------------------------------------------------------------------


def test_a_correction_needs_the_right_and_a_reason(now):
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
    assert row.events.filter(status_to="returned").exists()  # the mistake stays in the history


def test_a_correction_to_submitted_forgets_the_acceptance(now):
    row = dossier()
    trusted = officer_of(row.office, actions.CORRECT)
    actions.correct(
        row.pk, "submitted", actions.author_of(trusted), facts("submitted", reason="Tiếp nhận nhầm")
    )
    row.refresh_from_db()
    assert (row.accepted_at, row.due_at, row.limit_value, row.limit_unit) == (None, None, None, "")


# --- extension -----------------------------------------------------------------------------------


def extension(
    row, last_day=date(2026, 12, 10), apology="Xin lỗi, cơ quan khác chưa trả lời.", **values
):
    return actions.extend, row.pk, last_day, apology, values.get("by", MACHINE)


def test_an_extension_apologises_and_moves_the_due_date(now):
    row = dossier()  # due on 3/12
    now("2026-12-01 10:00")
    action, *arguments = extension(row)
    event = action(*arguments)
    row.refresh_from_db()
    assert (row.due_at, row.extended_to) == (at("2026-12-10 23:59:59"), date(2026, 12, 10))
    assert (event.kind, event.public_note, event.status_to) == (
        "extension",
        row.apology,
        "accepted",
    )
    assert refused(*extension(row, date(2026, 12, 17))) == {"__all__": ["already_extended"]}
    now("2026-12-02 10:00")
    move(row, "suspended")
    now("2026-12-04 10:00")
    assert local_day(move(row, "processing").due_at) == date(
        2026, 12, 14
    )  # two days later, and no Saturday


@pytest.mark.parametrize(
    ("moment", "values", "expected"),
    [
        ("2026-12-02 23:59", {}, None),  # one day before
        ("2026-12-03 00:00", {}, {"__all__": ["too_late_to_extend"]}),
        ("2026-12-04 10:00", {}, {"__all__": ["too_late_to_extend"]}),
        ("2026-12-01 10:00", {"apology": " "}, {"apology": ["apology_missing"]}),
        ("2026-12-01 10:00", {"apology": "x" * 2001}, {"apology": ["apology_missing"]}),
        ("2026-12-01 10:00", {"last_day": date(2026, 12, 3)}, {"last_day": ["not_later"]}),
        ("2026-12-01 10:00", {"last_day": date(2028, 12, 3)}, {"last_day": ["not_later"]}),
        ("2026-12-01 10:00", {"last_day": date(2026, 12, 12)}, {"last_day": ["day_off"]}),
    ],
)
def test_when_and_to_when_a_dossier_may_be_extended(now, moment, values, expected):
    row = dossier()
    now(moment)
    if expected is None:
        action, *arguments = extension(row, **values)
        action(*arguments)
    else:
        assert refused(*extension(row, **values)) == expected


def test_what_stands_still_is_not_extended(now):
    assert refused(*extension(move(dossier(), "suspended"))) == {"__all__": ["clock_not_running"]}


# --- what an office arranges ---------------------------------------------------------------------


def test_a_dossier_is_assigned_to_who_may_see_it(now):
    row = dossier(office=offices.office("ca-xa-a"))
    post, foreign = offices.officer(row.office), offices.officer(offices.office("ca-xa-b"))
    above = offices.officer(offices.province())
    left = offices.officer(row.office, valid_to=date(2026, 1, 1))
    for nobody in (foreign, left):
        assert refused(actions.assign, row.pk, nobody.pk, MACHINE) == {
            "officer": ["unknown_officer"]
        }
    for somebody in (post, above):
        assert actions.assign(row.pk, somebody.pk, MACHINE).kind == "assignment"
    assert Dossier.objects.get().officer == above
    actions.assign(row.pk, None, MACHINE)
    assert Dossier.objects.get().officer is None


def test_the_fee_is_corrected_while_it_is_asked_for(now):
    row = dossier()
    assert refused(actions.set_fee, row.pk, 5, MACHINE) == {"fee": ["no_fee_asked"]}
    move(row, "payment_required")
    assert refused(actions.set_fee, row.pk, 0, MACHINE) == {"fee": ["fee_missing"]}
    assert actions.set_fee(row.pk, 90_000, MACHINE).details == {"fee": 90_000}
    assert Dossier.objects.get().fee_due == 90_000


def test_who_proved_with_a_wrong_number_loses_the_dossier(now):
    row = dossier(phone=PHONE, id_last4="4321")
    for factor in Factor:
        Proof.objects.create(citizen=citizen(), dossier=row, factor=factor, at=timezone.now())
    actions.set_applicant(row.pk, Applicant(name="Lê Văn Đạt", phone="+84987654321"), MACHINE)
    row.refresh_from_db()
    assert (row.applicant_folded, row.applicant_phone) == ("le van dat", "+84987654321")
    assert set(row.proofs.values_list("factor", flat=True)) == {"id_last4", "slip_secret"}
    actions.set_applicant(row.pk, Applicant(id_last4="4321"), MACHINE)  # the same: proved rightly
    assert row.proofs.filter(factor="id_last4").exists()
    actions.issue_slip_secret(row.pk, MACHINE)
    assert set(row.proofs.values_list("factor", flat=True)) == {"id_last4"}


def test_nothing_personal_is_stored_in_clear(now):
    secret = actions.issue_slip_secret(dossier(phone=PHONE, id_last4="7391").pk, MACHINE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_dossier")
        text = " ".join(str(value) for value in cursor.fetchone())
    assert not any(value in text for value in ("12345678", "7391", secret))


def test_equal_digits_of_two_dossiers_look_different(now):
    one, other = dossier(phone=PHONE, id_last4="4321"), dossier(phone=PHONE, id_last4="4321")
    assert one.id_last4_hash != other.id_last4_hash
    assert one.phone_last4_hash != other.phone_last4_hash


# --- who is told ---------------------------------------------------------------------------------


def told():
    return set(Notice.objects.values_list("citizen", "event"))


def test_owners_are_told_of_each_change_once_and_strangers_of_none(now):
    owner, prover, _stranger = citizen(PHONE), citizen(), citizen("+84987654321")
    row = dossier(phone=PHONE)
    Proof.objects.create(citizen=prover, dossier=row, factor="slip_secret", at=timezone.now())
    move(row, "processing")
    assert told() == {
        (owner.pk, "dossier_accepted"),
        (owner.pk, "dossier_processing"),
        (prover.pk, "dossier_processing"),
    }
    actions.assign(row.pk, offices.officer(row.office).pk, MACHINE)  # the office's own business
    assert len(told()) == 3


def test_who_unfollowed_who_is_blocked_and_who_is_erased_are_not_told(now):
    muted, blocked = citizen(PHONE), citizen(blocked_at=timezone.now())
    row = dossier(phone=PHONE)
    Notice.objects.all().delete()
    muted.dossier_follows.create(dossier=row, active=False, at=timezone.now())
    for somebody in (blocked, erased_citizen()):
        Proof.objects.create(citizen=somebody, dossier=row, factor="id_last4", at=timezone.now())
    move(row, "processing")
    assert told() == set()


def test_a_change_that_is_rolled_back_tells_nobody(now):
    citizen(PHONE)
    row = dossier(phone=PHONE)
    with transaction.atomic():
        move(row, "processing")
        transaction.set_rollback(True)
    assert {event for _who, event in told()} == {"dossier_accepted"}


def test_a_notice_says_the_code_and_dates_and_nothing_personal(now):
    citizen(PHONE)
    move(
        dossier(phone=PHONE, id_last4="7391"),
        "supplement_required",
        reason="Lý do riêng",
        internal_note="Ghi chú riêng",
    )
    texts = " ".join(
        f"{notice.title} {notice.text} {notice.values}" for notice in Notice.objects.all()
    )
    assert "03/12/2026" in texts  # ten days from today
    assert not any(
        word in texts for word in ("Bưởi", "7391", "12345678", "riêng", "Giấy khai sinh")
    )


def test_every_change_has_a_notice_of_its_name(now):
    from citizens.notices.events import events
    from dossiers.models import Kind
    from dossiers.notifying import event_name
    from dossiers.workflow import Status

    names = {event_name(DossierEvent(kind="transition", status_to=status)) for status in Status}
    names |= {event_name(DossierEvent(kind=kind, status_to="accepted")) for kind in Kind} - {None}
    assert names <= {event.name for event in events()}
    assert len(names) == len(Status) + 3


def test_minutes_between_submission_and_acceptance_may_be_none(now):
    moment = timezone.now() - timedelta(days=1)
    assert dossier(submitted_at=moment, accepted_at=moment).accepted_at == moment
