"""What one row does: create a dossier, move it on, change nothing, or contradict it.

Dossiers only move forward along `workflow.TRANSITIONS`. Nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from dossiers import clock, effects, workflow
from dossiers.applicant import name_columns
from dossiers.effects import Registration, Surroundings, state_of
from dossiers.importing.dates import Moment
from dossiers.importing.differences import (
    contradictions,
    due_difference,
    has_same_status,
    personal_columns,
    status_difference,
)
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.run import Decision, Place, Result, Run
from dossiers.importing.steps import first_refusal, path_to, take_steps, with_facts, wrong_value
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.workflow import Limit, State, Status
from offices.calendar import WorkingCalendar, YearNotLoaded
from procedures.models import ProcedureVersion

UNKNOWN_OFFICE = "Không có đơn vị «{}»."


def _refused(*wrong: Wrong) -> Decision:
    return Decision(Result.REFUSED, wrong=list(wrong))


def decide(row: Row, dossier: Dossier | None, pauses: Sequence[clock.Pause], run: Run) -> Decision:
    """Return what `row` does.

    `dossier` is the one with its code, its row locked; `pauses` are its pauses if it is paused now.
    """
    place = _place(row, dossier, run)
    if isinstance(place, Wrong):
        return _refused(place)
    around = Surroundings(run.calendar, run.now, pauses)
    try:
        if dossier is None:
            return _new(row, place, around, run)
        return _known(row, dossier, place, around, run)
    except YearNotLoaded as error:
        return _refused(Wrong("due_at", error.code, str(error)))


def _place(row: Row, dossier: Dossier | None, run: Run) -> Place | Wrong:
    """Return the procedure and the office of a row, or which of them is wrong."""
    procedure = run.references.procedure(row.procedure_code)
    if procedure is None:
        text = f"Không có thủ tục {row.procedure_code} trong danh mục."
        return Wrong("procedure_code", "unknown_procedure", text)
    office = _office(row, dossier, run)
    if office is None:
        text = UNKNOWN_OFFICE.format(row.office) if row.office else "Thiếu đơn vị xử lý."
        return Wrong("office", "unknown_office", text)
    touched = {office, dossier.office_id if dossier else office}
    if run.by.offices is not None and not touched <= run.by.offices:
        text = "Hồ sơ thuộc đơn vị ngoài phạm vi của đồng chí."
        return Wrong("office", "office_outside", text)
    return Place(procedure, office)


def _office(row: Row, dossier: Dossier | None, run: Run) -> str | None:
    if row.office:
        return run.references.office(row.office)
    return dossier.office_id if dossier else run.default_office or None


# --- a dossier that is not known -----------------------------------------------------------------


def _new(row: Row, place: Place, around: Surroundings, run: Run) -> Decision:
    submitted, accepted = _beginning(row, run)
    first = State(
        Status.ACCEPTED if accepted else Status.SUBMITTED,
        accepted is not None,
        last_at=accepted or submitted,
    )
    steps: Sequence[Status] | None = ()
    if first.status is not row.status:
        steps = path_to(replace(first, last_at=None), row.status, run.by.actor)
    if steps is None or (accepted is None and Status.ACCEPTED in steps):
        return _refused(_acceptance_missing(row))
    planned = with_facts(steps, row, first, run)
    if refusal := first_refusal(planned, first, run):
        return _refused(wrong_value(refusal, row))
    version = run.references.version(place.procedure, accepted) if accepted else None
    given = _registration(row, place, version, run)
    dossier, event = effects.new_dossier(given, version, run.by, around)
    events = [event, *take_steps(dossier, planned, run, around)]
    return Decision(Result.CREATED, dossier, events)


def _beginning(row: Row, run: Run) -> tuple[datetime, datetime | None]:
    """Return when the dossier was submitted and when it was accepted, if it was."""
    accepted = row.accepted_at.at if row.accepted_at else None
    submitted = (row.submitted_at or row.accepted_at or Moment(run.as_of, exact=True)).at
    if accepted and accepted < submitted:  # the same day, one of them without its hour
        accepted = submitted
    return submitted, accepted


def _acceptance_missing(row: Row) -> Wrong:
    text = f"Trạng thái «{row.status.label}» cần ngày tiếp nhận."
    return Wrong("accepted_at", "required", text)


def _registration(
    row: Row, place: Place, version: ProcedureVersion | None, run: Run
) -> Registration:
    submitted, accepted = _beginning(row, run)
    channel = row.channel or "direct"
    return Registration(
        code=row.code,
        procedure_id=place.procedure,
        office_id=place.office,
        submitted_at=submitted,
        channel=channel,
        applicant_name=row.applicant,
        phone=row.phone,
        id_last4=row.id_last4,
        accepted_at=accepted,
        limit=_limit(row, run.references.limit(version, channel), accepted, run),
        due_at=due_moment(row.due_at) if accepted else None,
    )


def due_moment(due: Moment | None) -> datetime | None:
    """Return a promised date as a moment: a day without an hour ends with the day."""
    if due is None:
        return None
    return due.at if due.exact else clock.end_of(clock.local_day(due.at))


def _limit(row: Row, limit: Limit | None, accepted: datetime | None, run: Run) -> Limit | None:
    """Return the procedure's limit if the promised date follows from it, or if none is promised.

    A date that was promised otherwise holds as it is; a finished dossier needs none.
    """
    if limit is None or accepted is None:
        return None
    if row.due_at is None:
        return limit if row.status in workflow.OPEN else None
    follows = _follows(limit, accepted, run.calendar)
    return limit if follows and follows == clock.local_day(row.due_at.at) else None


@lru_cache(maxsize=4096)  # the calendar's hash is computed once
def _follows(limit: Limit, accepted: datetime, calendar: WorkingCalendar) -> date | None:
    """Return the day on which a limit ends, None if the calendar does not say."""
    try:
        return clock.local_day(
            clock.due(
                clock.Terms(accepted, limit.value, limit.unit, limit.same_day_cutoff), (), calendar
            )
        )
    except YearNotLoaded:
        return None


def _known(row: Row, dossier: Dossier, place: Place, around: Surroundings, run: Run) -> Decision:
    """Compare first, then take the steps, then compare the due date that follows."""
    differences = [*contradictions(row, dossier, place)]
    state, same = state_of(dossier), has_same_status(row, dossier)
    steps = () if same else path_to(replace(state, last_at=None), row.status, run.by.actor)
    if not same and (steps is None or run.as_of < dossier.status_since):
        differences.append(status_difference(row, dossier, stale=steps is not None))
    if differences or steps is None:
        return _conflict(dossier, differences)
    planned = with_facts(steps, row, state, run)
    if refusal := first_refusal(planned, state, run):
        return _refused(wrong_value(refusal, row))
    if any(target is Status.ACCEPTED for target, _facts in planned) and row.accepted_at is None:
        return _refused(_acceptance_missing(row))
    events = take_steps(dossier, planned, run, around)
    events += _fill(row, dossier, run, around)
    if difference := due_difference(row, dossier):
        return _conflict(dossier, [difference])
    return Decision(Result.MOVED if events else Result.UNCHANGED, dossier, events)


def _conflict(dossier: Dossier, differences: list[dict[str, str]]) -> Decision:
    wrong = [Wrong(one["key"], one["code"], one["text"]) for one in differences]
    return Decision(Result.CONFLICT, dossier, wrong=wrong, differences=differences)


def _fill(row: Row, dossier: Dossier, run: Run, around: Surroundings) -> list[DossierEvent]:
    """Add what was not known: who applied, and a date that was promised."""
    columns: dict[str, str] = {}
    if row.applicant and not dossier.applicant_folded:
        columns |= name_columns(row.applicant)
    for _key, column, values in personal_columns(row):
        if not getattr(dossier, column):
            columns |= values
    for name, value in columns.items():
        setattr(dossier, name, value)
    events = [effects.next_event(dossier, Kind.CONTACT, run.by, run.now)] if columns else []
    due = due_moment(row.due_at)
    if due and dossier.accepted_at and dossier.due_at is None and due >= dossier.accepted_at:
        effects.promise_due(dossier, due)
        events.append(
            effects.next_event(
                dossier, Kind.DUE_MOVED, run.by, around.now, details=effects.due_details(None, due)
            )
        )
    return events
