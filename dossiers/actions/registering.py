"""A dossier is registered, submitted or accepted."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dossiers import workflow
from dossiers.actions import day_totals, effects
from dossiers.actions.arranging import may_handle
from dossiers.actions.closed import refused_as_closed
from dossiers.actions.effects import Author, Registration
from dossiers.actions.writing import (
    append_event,
    raise_refusals,
    refuse_field,
    require_limit,
    surroundings_of,
    year_missing,
)
from dossiers.due import time_limits
from dossiers.models import Dossier
from dossiers.workflow import Facts, Status
from offices.models import Office
from offices.tree import offices_below
from offices.working_time.calendar import YearNotLoaded
from procedures.models import Procedure, ProcedureVersion


@transaction.atomic
def register(registration: Registration, by: Author) -> Dossier:
    """Write a new dossier, accepted if it has `accepted_at`. Raises ValidationError."""
    given, around = registration, surroundings_of()
    _check_moments(given, by, around.now)
    _check_references(given, by)
    version = (
        time_limits.version_at(given.procedure_id, given.accepted_at) if given.accepted_at else None
    )
    try:
        dossier, event = effects.new_dossier(_with_limit(given, version, by), version, by, around)
        with (
            transaction.atomic(),
            day_totals.counted([dossier]),
        ):  # another writer may take the code meanwhile
            dossier.save()
    except YearNotLoaded as error:
        raise year_missing(error) from error
    except IntegrityError:
        raise _code_taken() from None
    append_event(dossier, event)
    return dossier


def _check_moments(given: Registration, by: Author, now: datetime) -> None:
    target = Status.ACCEPTED if given.accepted_at else Status.SUBMITTED
    raise_refusals(
        workflow.refusals(
            workflow.State(None),
            target,
            by.actor,
            Facts(given.accepted_at or given.submitted_at),
            now,
        )
    )
    if given.accepted_at and given.accepted_at < given.submitted_at:
        refuse_field("accepted_at", "before_submitted", "Lúc tiếp nhận không được trước lúc nộp.")
    if given.due_at and given.accepted_at and given.due_at < given.accepted_at:
        refuse_field("due_at", "before_accepted", "Ngày hẹn trả không được trước lúc tiếp nhận.")


def _with_limit(given: Registration, version: ProcedureVersion | None, by: Author) -> Registration:
    """Add the procedure's only limit to a registration that needs one."""
    if not given.accepted_at or given.limit or given.due_at:
        return given
    limit = time_limits.only_limit(version, given.channel)
    if limit is None:
        require_limit(by)
    return replace(given, limit=limit)


def _code_taken() -> ValidationError:
    return ValidationError({"code": ValidationError("Mã hồ sơ này đã có.", code="code_taken")})


def _check_references(given: Registration, by: Author) -> None:
    if not Procedure.objects.filter(pk=given.procedure_id).exists():
        refuse_field("procedure", "unknown_procedure", "Không có thủ tục này.")
    raise_refusals(refused_as_closed(given.procedure_id, given.submitted_at))
    if not Office.objects.filter(pk=given.office_id).exists() or not may_use_office(
        given.office_id, by
    ):
        refuse_field(
            "office",
            "unknown_office",
            "Không có đơn vị này, hoặc đơn vị không thuộc quyền của đồng chí.",
        )
    if given.officer_id is not None and not may_handle(given.officer_id, given.office_id):
        refuse_field(
            "officer", "unknown_officer", "Cán bộ này không phụ trách được hồ sơ của đơn vị."
        )
    if Dossier.objects.filter(code=given.code).exists():
        raise _code_taken()


def may_use_office(office_id: str, by: Author) -> bool:
    """Return True if `by` may put dossiers into an office."""
    if by.offices is not None:
        return office_id in by.offices
    return by.user is None or by.user.is_superuser or office_id in offices_below(by.user)
