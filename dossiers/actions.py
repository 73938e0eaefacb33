"""The only writers of dossiers.

Each action is one transaction: lock, check, write, append the event, queue the notices.

What an officer typed wrong, or may not do, is a ValidationError in Vietnamese by field, with a
stable code. A dossier out of the caller's offices does not exist (Dossier.DoesNotExist). `seen` is
the number of the last event that the caller had before their eyes: when somebody else was faster,
the action is refused with DossierChanged, not repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dossiers import clock, effects, notifying, time_limits, totals, workflow
from dossiers.effects import By, Registration, Surroundings, state_of
from dossiers.factors import factor_hash, id_columns, name_columns, new_slip_secret, phone_columns
from dossiers.models import Dossier, DossierEvent, Factor, Kind, Proof
from dossiers.validators import clean_slip_secret
from dossiers.workflow import Facts, Refusal, Role, Status
from offices.calendar import WorkingCalendar, YearNotLoaded, load_calendar
from offices.models import Office, Officer
from offices.querysets import OfficerQuerySet, offices_below
from procedures.models import Procedure, ProcedureVersion

log = structlog.get_logger("police_portal.dossiers")

MANAGE, CORRECT = "dossiers.manage_dossier", "dossiers.correct_dossier"


class DossierChanged(ValidationError):
    """Somebody else changed the dossier meanwhile; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa thay đổi hồ sơ này. Hãy xem lại hồ sơ rồi thực hiện lại nếu còn cần.",
            code="dossier_changed",
        )


def officer(user: Any) -> By:
    """Return `user` as who changes something: as manager where they have the right."""
    return By(Role.MANAGER if user.has_perm(MANAGE) else Role.OFFICER, user)


# --- what every action shares --------------------------------------------------------------------


def locked(dossier_id: int, by: By, seen: int | None = None) -> Dossier:
    """Return the dossier with its row locked.

    Call inside a transaction. Raises Dossier.DoesNotExist and DossierChanged.
    """
    rows = Dossier.objects.select_for_update().filter(pk=dossier_id)
    if by.offices is not None:
        rows = rows.in_offices(by.offices)
    elif by.user is not None:
        rows = rows.visible_to_officer(by.user)
    dossier: Dossier = rows.get()
    if seen is not None and seen != dossier.events_count:
        raise DossierChanged
    return dossier


def refuse(found: Iterable[Refusal]) -> None:
    """Raise ValidationError with every refusal by its field; do nothing where there is none."""
    errors: dict[str, list[ValidationError]] = {}
    for refusal in found:
        errors.setdefault(refusal.name or "__all__", []).append(
            ValidationError(refusal.text, code=refusal.code)
        )
    if errors:
        raise ValidationError(errors)


def _refuse(name: str, code: str, text: str) -> None:
    refuse([Refusal(code, text, name)])


def around_of(dossier: Dossier | None = None) -> Surroundings:
    """Return what a change of `dossier` has to know.

    Of one whose clock stood still it reads the history.
    """
    return Surroundings(
        load_calendar(), timezone.now(), pauses_of(dossier) if dossier and dossier.paused_at else ()
    )


def pauses_of(dossier: Dossier) -> list[clock.Pause]:
    """Return the pauses of an accepted dossier that have ended, from its history."""
    return clock.pauses_of(_statuses(dossier))


def _statuses(dossier: Dossier) -> Iterable[tuple[datetime, str]]:
    """Yield every (moment, new status) from acceptance on."""
    rows = DossierEvent.objects.filter(
        dossier=dossier, kind__in=(Kind.TRANSITION, Kind.CORRECTION), at__gte=dossier.accepted_at
    )
    yield from rows.order_by("number").values_list("at", "status_to")


def _write(dossier: Dossier, event: DossierEvent) -> DossierEvent:
    """Save the row and what happened to it."""
    with totals.counted([dossier]):
        dossier.save()
        return _append(dossier, event)


def _append(dossier: Dossier, event: DossierEvent) -> DossierEvent:
    """Append the event of a saved row, and tell the citizens."""
    event.dossier = dossier
    event.save()
    notifying.tell(dossier, event)
    log.info(
        "dossier_changed",
        dossier=dossier.pk,
        kind=str(event.kind),
        status=str(dossier.status),
        source=str(event.source),
    )
    return event


def _year_missing(error: YearNotLoaded) -> ValidationError:
    return ValidationError(str(error), code=error.code)


# --- the life of a dossier -----------------------------------------------------------------------


@transaction.atomic
def register(registration: Registration, by: By) -> Dossier:
    """Write a new dossier, submitted or, with `accepted_at`, accepted. Raises ValidationError."""
    given, around = registration, around_of()
    _check_moments(given, by, around.now)
    _check_references(given, by)
    version = (
        time_limits.version_at(given.procedure_id, given.accepted_at) if given.accepted_at else None
    )
    try:
        dossier, event = effects.new(_with_limit(given, version, by), version, by, around)
        with (
            transaction.atomic(),
            totals.counted([dossier]),
        ):  # another writer may take the code meanwhile
            dossier.save()
    except YearNotLoaded as error:
        raise _year_missing(error) from error
    except IntegrityError:
        raise _code_taken() from None
    _append(dossier, event)
    return dossier


def _check_moments(given: Registration, by: By, now: datetime) -> None:
    target = Status.ACCEPTED if given.accepted_at else Status.SUBMITTED
    refuse(
        workflow.refusals(
            workflow.State(None),
            target,
            by.role,
            Facts(given.accepted_at or given.submitted_at),
            now,
        )
    )
    if given.accepted_at and given.accepted_at < given.submitted_at:
        _refuse("accepted_at", "before_submitted", "Lúc tiếp nhận không được trước lúc nộp.")
    if given.due_at and given.accepted_at and given.due_at < given.accepted_at:
        _refuse("due_at", "before_accepted", "Ngày hẹn trả không được trước lúc tiếp nhận.")


def _with_limit(given: Registration, version: ProcedureVersion | None, by: By) -> Registration:
    """Return the registration with the procedure's only limit, where it needs one."""
    if not given.accepted_at or given.limit or given.due_at:
        return given
    limit = time_limits.only_limit(version, given.channel)
    if limit is None:
        _demand_limit(by)
    return replace(given, limit=limit)


def _code_taken() -> ValidationError:
    return ValidationError({"code": ValidationError("Mã hồ sơ này đã có.", code="code_taken")})


def _check_references(given: Registration, by: By) -> None:
    if not Procedure.objects.filter(pk=given.procedure_id).exists():
        _refuse("procedure", "unknown_procedure", "Không có thủ tục này.")
    if not Office.objects.filter(pk=given.office_id).exists() or not may_use_office(
        given.office_id, by
    ):
        _refuse(
            "office",
            "unknown_office",
            "Không có đơn vị này, hoặc đơn vị không thuộc quyền của bạn.",
        )
    if given.officer_id is not None and not _may_handle(given.officer_id, given.office_id):
        _refuse("officer", "unknown_officer", "Cán bộ này không phụ trách được hồ sơ của đơn vị.")
    if Dossier.objects.filter(code=given.code).exists():
        raise _code_taken()


def may_use_office(office_id: str, by: By) -> bool:
    """Tell whether `by` may put dossiers into an office."""
    if by.offices is not None:
        return office_id in by.offices
    return by.user is None or by.user.is_superuser or office_id in offices_below(by.user)


def _demand_limit(by: By) -> None:
    """Officers say the limit where the procedure leaves a choice.

    A file that knows neither limit nor date is taken as it is.
    """
    if by.role in (Role.OFFICER, Role.MANAGER):
        _refuse(
            "limit",
            "limit_missing",
            "Thủ tục có nhiều thời hạn hoặc chưa có thời hạn: hãy ghi thời hạn của hồ sơ này.",
        )


@transaction.atomic
def transition(
    dossier_id: int, target: Status, by: By, facts: Facts, *, seen: int | None = None
) -> DossierEvent:
    """Move a dossier along a lawful transition and return the event.

    Raises ValidationError, DossierChanged, DoesNotExist.
    """
    dossier, target = locked(dossier_id, by, seen), Status(target)
    around = around_of(dossier)
    refuse(workflow.refusals(state_of(dossier), target, by.role, facts, around.now))
    return _write(dossier, _change(dossier, target, facts, by, around))


@transaction.atomic
def correct(
    dossier_id: int, target: Status, by: By, facts: Facts, *, seen: int | None = None
) -> DossierEvent:
    """Correct a status that was wrong, a final one too.

    Privileged, reasoned, kept in the history beside the mistake.

    Raises PermissionDenied without the right, and what `transition` raises.
    """
    if by.user is None or not by.user.has_perm(CORRECT):
        raise PermissionDenied
    dossier, target = locked(dossier_id, by, seen), Status(target)
    around = around_of(dossier)
    refuse(workflow.correction_refusals(state_of(dossier), target, facts, around.now))
    event = _change(dossier, target, facts, by, around)
    event.kind = Kind.CORRECTION
    return _write(dossier, event)


def _change(
    dossier: Dossier, target: Status, facts: Facts, by: By, around: Surroundings
) -> DossierEvent:
    """Do what a checked change does to the row."""
    if target is Status.ACCEPTED and dossier.accepted_at is None:
        version = time_limits.version_at(dossier.procedure_id, facts.at)
        limit = facts.limit or time_limits.only_limit(version, dossier.channel)
        if limit is None:
            _demand_limit(by)
        effects.accept(dossier, facts.at, version, limit)
    try:
        return effects.change_status(dossier, target, facts, by, around)
    except YearNotLoaded as error:
        raise _year_missing(error) from error


@transaction.atomic
def extend(
    dossier_id: int, last_day: date, apology: str, by: By, *, seen: int | None = None
) -> DossierEvent:
    """Apologise and promise `last_day`.

    Once, at the latest one day before the due date (NĐ 61/2018 Đ19k9).
    """
    dossier = locked(dossier_id, by, seen)
    around = around_of(dossier)
    refuse(extension_refusals(dossier, last_day, apology, around))
    return _write(dossier, effects.extend(dossier, last_day, apology, by, around))


def extension_refusals(
    dossier: Dossier, last_day: date, apology: str, around: Surroundings
) -> list[Refusal]:
    """Return what forbids the extension; the row is locked."""
    if (impossible := not_extendable(dossier, around.now)) is not None:
        return [impossible]
    found = []
    if not apology.strip() or len(apology) > workflow.MAX_NOTE_LENGTH:
        found.append(
            Refusal(
                "apology_missing",
                f"Hãy ghi lời xin lỗi và lý do, tối đa {workflow.MAX_NOTE_LENGTH} ký tự.",
                "apology",
            )
        )
    return found + _wrong_day(dossier, last_day, around.calendar)


def not_extendable(dossier: Dossier, now: datetime) -> Refusal | None:
    """Return why no later day can be promised at all."""
    if dossier.extended_at:
        return Refusal("already_extended", "Hồ sơ đã được hẹn lại một lần, không hẹn lại nữa.")
    if not effects.is_running(dossier) or dossier.due_at is None:
        return Refusal(
            "clock_not_running", "Chỉ hẹn lại được khi hồ sơ đang giải quyết và có ngày hẹn trả."
        )
    if clock.local_day(now) >= clock.local_day(dossier.due_at):
        return Refusal(
            "too_late_to_extend", "Phải xin lỗi và hẹn lại chậm nhất một ngày trước ngày hẹn trả."
        )
    return None


def _wrong_day(dossier: Dossier, last_day: date, calendar: WorkingCalendar) -> list[Refusal]:
    due_day = clock.local_day(dossier.due_at) if dossier.due_at else last_day
    if not due_day < last_day <= due_day + clock.DAY * 366:
        return [
            Refusal(
                "not_later", "Ngày hẹn mới phải sau ngày hẹn cũ, không quá một năm.", "last_day"
            )
        ]
    try:
        worked = calendar.is_working_day(last_day)
    except YearNotLoaded as error:
        return [Refusal(error.code, str(error), "last_day")]
    return [] if worked else [Refusal("day_off", "Ngày hẹn mới là ngày nghỉ.", "last_day")]


# --- what an office arranges ---------------------------------------------------------------------


@transaction.atomic
def assign(
    dossier_id: int, officer_id: int | None, by: By, *, seen: int | None = None
) -> DossierEvent:
    """Put an officer in charge, or nobody."""
    dossier = locked(dossier_id, by, seen)
    if officer_id is not None and not _may_handle(officer_id, dossier.office_id):
        _refuse("officer", "unknown_officer", "Cán bộ này không phụ trách được hồ sơ của đơn vị.")
    if officer_id == dossier.officer_id:
        _refuse("officer", "same_officer", "Cán bộ này đang phụ trách hồ sơ.")
    dossier.officer_id = officer_id
    return _write(dossier, effects.event(dossier, Kind.ASSIGNMENT, by, timezone.now()))


def _may_handle(officer_id: int, office_id: str) -> bool:
    """Tell whether a post that is held today sees the office's dossiers."""
    return handlers_of(office_id).filter(pk=officer_id).exists()


def handlers_of(office_id: str) -> OfficerQuerySet:
    """Return the posts held today in an office and in those above it.

    Their dossiers are the office's, too.
    """
    parents = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    above = [office_id]
    while (parent := parents.get(above[-1])) is not None and parent not in above:
        above.append(parent)
    found: OfficerQuerySet = Officer.objects.in_force(timezone.localdate()).filter(office__in=above)
    return found


@transaction.atomic
def set_fee(
    dossier_id: int, fee: int, by: By, *, reason: str = "", seen: int | None = None
) -> DossierEvent:
    """Correct the amount that the citizen has to pay."""
    dossier = locked(dossier_id, by, seen)
    if dossier.status != Status.PAYMENT_REQUIRED:
        _refuse("fee", "no_fee_asked", "Chỉ sửa được số tiền khi hồ sơ đang chờ nộp tiền.")
    facts = Facts(timezone.now(), reason=reason, fee=fee)
    refuse(workflow.missing(Status.PAYMENT_REQUIRED, facts))
    dossier.fee_due = fee
    return _write(
        dossier,
        effects.event(dossier, Kind.FEE, by, timezone.now(), facts=facts, details={"fee": fee}),
    )


@dataclass(frozen=True)
class Applicant:
    """What is corrected about who applied: None leaves a value, an empty text removes it.

    All values are clean.
    """

    name: str | None = None
    phone: str | None = None
    id_last4: str | None = None


@transaction.atomic
def set_applicant(
    dossier_id: int, applicant: Applicant, by: By, *, seen: int | None = None
) -> DossierEvent:
    """Correct who applied.

    Whoever proved to be the owner with what was wrong loses it: the proof is deleted.
    """
    dossier = locked(dossier_id, by, seen)
    columns = name_columns(applicant.name) if applicant.name is not None else {}
    if applicant.phone is not None and applicant.phone != dossier.applicant_phone:
        columns |= phone_columns(dossier.code, applicant.phone)
        Proof.objects.filter(dossier=dossier, factor=Factor.PHONE_LAST4).delete()
    if applicant.id_last4 is not None and applicant.id_last4 != dossier.id_last4:
        columns |= id_columns(dossier.code, applicant.id_last4)
        Proof.objects.filter(dossier=dossier, factor=Factor.ID_LAST4).delete()
    for column, value in columns.items():
        setattr(dossier, column, value)
    return _write(dossier, effects.event(dossier, Kind.CONTACT, by, timezone.now()))


@transaction.atomic
def issue_slip_secret(dossier_id: int, by: By, *, seen: int | None = None) -> str:
    """Return a new secret for the receipt slip, to be printed and kept nowhere.

    An earlier one ends with its proofs.
    """
    dossier = locked(dossier_id, by, seen)
    secret = new_slip_secret()
    dossier.slip_hash = factor_hash(Factor.SLIP_SECRET, dossier.code, clean_slip_secret(secret))
    Proof.objects.filter(dossier=dossier, factor=Factor.SLIP_SECRET).delete()
    _write(dossier, effects.event(dossier, Kind.SLIP, by, timezone.now()))
    return secret
