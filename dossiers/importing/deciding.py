"""What one row does: create a dossier, move it on, change nothing, or contradict it.

Dossiers only move forward along `workflow.TRANSITIONS`. Nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from dossiers import workflow
from dossiers.actions import effects
from dossiers.actions.closed import refused_as_closed
from dossiers.actions.effects import Registration, Surroundings, state_of
from dossiers.due import clock, dates
from dossiers.importing import rules
from dossiers.importing.dates import Moment
from dossiers.importing.differences import (
    DATES,
    Difference,
    contradictions,
    due_difference,
    older_than_known,
    personal_columns,
    status_difference,
)
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.rules import Age, Then, Told
from dossiers.importing.run import Decision, Place, Result, Run
from dossiers.importing.steps import (
    Step,
    first_refusal,
    path_to,
    take_steps,
    with_facts,
    wrong_value,
)
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.owners.applicant import name_columns
from dossiers.workflow import Facts, Limit, Need, State, Status
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded, end_of
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
    read = run.references.closure
    for closed in refused_as_closed(place.procedure, submitted, row.status, read):
        return _refused(Wrong("procedure_code", closed.code, closed.text))
    first = State(Status.ACCEPTED if accepted else Status.SUBMITTED, accepted is not None)
    steps: Sequence[Status] | None = ()
    if first.status is not row.status:
        steps = path_to(first, row.status, run.by.actor)
    if steps is None or (accepted is None and Status.ACCEPTED in steps):
        return _refused(_acceptance_missing(row))
    since = accepted or submitted
    stated = since if accepted or row.submitted_at else None
    planned = with_facts(steps, row, first, since, run)
    if refusal := first_refusal(planned, replace(first, last_at=stated), run):
        return _refused(wrong_value(refusal, row))
    version = run.references.version(place.procedure, accepted) if accepted else None
    given = _registration(row, place, version, run)
    dossier, event = effects.new_dossier(given, version, run.by, around)
    events = [event, *take_steps(dossier, planned, run, around)]
    dossier.known_as_of = run.as_of
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
        id_number_hash=row.id_number_hash,
        accepted_at=accepted,
        limit=_limit(row, run.references.limit(version, channel), accepted, run),
        due_at=due_moment(row.due_at) if accepted else None,
        inferred=row.submitted_at is None,
    )


def due_moment(due: Moment | None) -> datetime | None:
    """Return a promised date as a moment: a day without an hour ends with the day."""
    if due is None:
        return None
    return due.at if due.exact else end_of(clock.local_day(due.at))


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


# --- a dossier that is known: the tables of `rules` ----------------------------------------------


def _known(row: Row, dossier: Dossier, place: Place, around: Surroundings, run: Run) -> Decision:
    """Carry out what the tables say of the status, then of the due date.

    Whatever else contradicts holds the status back, but for dates.
    """
    differences = [*contradictions(row, dossier, place)]
    due = due_moment(row.due_at)
    then_due = rules.DUE[rules.date(due, dossier), rules.age_of_row(dossier, run)]
    status = status_of(row, dossier, run)
    if any(one["key"] not in DATES for one in differences):
        waits = [] if status.told is Told.SAME else [_waiting(row, dossier, status)]
        asked = [due_difference(due, dossier)] if due and then_due is Then.ASK else []
        return _asked(dossier, [*differences, *waits, *asked])
    if status.wrong:
        return _refused(status.wrong)
    if status.difference:
        return _asked(dossier, [*differences, status.difference])
    events = take_steps(dossier, status.planned, run, around)
    events += _renew(row, dossier, run) if status.then is Then.RENEW else []
    events += _fill(row, dossier, run)
    if due and then_due is Then.ASK:
        differences.append(due_difference(due, dossier))
    elif due:
        events += _note_due(due, dossier, then_due, run)
    return _decided(dossier, events, differences, run, noted=then_due is Then.REMEMBER)


def _decided(
    dossier: Dossier,
    events: list[DossierEvent],
    differences: list[Difference],
    run: Run,
    *,
    noted: bool,
) -> Decision:
    """Return what was done, and what an officer is asked besides."""
    if events:
        dossier.known_as_of = run.as_of
    asked = _asked(dossier, differences)
    result = Result.MOVED if events else Result.CONFLICT if differences else Result.UNCHANGED
    return replace(asked, result=result, events=events, is_noted=noted and not events)


def _asked(dossier: Dossier, differences: list[Difference]) -> Decision:
    wrong = [Wrong(one["key"], one["code"], one["text"]) for one in differences]
    return Decision(Result.CONFLICT, dossier, wrong=wrong, differences=differences)


@dataclass(frozen=True)
class StatusSaid:
    """What becomes of a row's status: steps to take, a difference to ask about, or a fault."""

    told: Told
    then: Then
    planned: Sequence[Step] = ()
    difference: Difference | None = None
    wrong: Wrong | None = None


def status_of(row: Row, dossier: Dossier, run: Run) -> StatusSaid:
    """Return what the table says of the row's status; nothing is changed."""
    state = state_of(dossier)
    steps = path_to(replace(state, last_at=None, began_at=None), row.status, run.by.actor)
    told = rules.told(row, dossier, is_ahead=steps is not None)
    age = rules.age_of_status(told, row, dossier, run)
    then = rules.STATUS[told, age]
    if then is Then.ASK:
        return StatusSaid(told, then, difference=_difference_of(row, dossier, age, run))
    if then is not Then.MOVE or steps is None:
        wrong = _wrong_words(row, dossier, run) if then is Then.RENEW else None
        return StatusSaid(told, then, wrong=wrong)
    planned = with_facts(steps, row, state, dossier.status_since, run)
    refusal = first_refusal(planned, state, run)
    if refusal and refusal.code == "before_last":  # a step between is stated to be older
        return StatusSaid(told, then, difference=_difference_of(row, dossier, Age.OLDER, run))
    if not state.accepted and Status.ACCEPTED in steps and row.accepted_at is None:
        # It ended without the acceptance through which our way would lead.
        return StatusSaid(told, then, difference=_difference_of(row, dossier, Age.NEWER, run))
    return StatusSaid(told, then, planned, wrong=wrong_value(refusal, row) if refusal else None)


def _difference_of(row: Row, dossier: Dossier, age: Age, run: Run) -> Difference:
    if age is Age.NEWER:
        return status_difference(row, dossier, "not_forward")
    return status_difference(row, dossier, "stale", older_than_known(row, dossier, run))


def _waiting(row: Row, dossier: Dossier, status: StatusSaid) -> Difference:
    """Return the difference of a status that waits until an officer has settled another one."""
    why = " và chờ quyết định cùng điều chưa khớp khác"
    return status.difference or status_difference(row, dossier, "waits", why)


def _wrong_words(row: Row, dossier: Dossier, run: Run) -> Wrong | None:
    """Return what is wrong with another fee or other papers under the same status."""
    facts = _renewed(row, dossier, run)
    refusals = workflow.missing(Status(dossier.status), facts) if facts else []
    return wrong_value(refusals[0], row) if refusals else None


def _renewed(row: Row, dossier: Dossier, run: Run) -> Facts | None:
    """Return the fee, papers or words that the row says instead of those that are known."""
    if not (needs := workflow.meaning(dossier.status).needs):
        return None
    known = Facts(
        run.as_of,
        reason=dossier.reason,
        papers=tuple(dossier.papers),
        supplement_due=dossier.supplement_due_on,
        fee=dossier.fee_due,
        inferred=True,
    )
    said: dict[str, Any] = {
        name: value
        for need, name, value in (
            (Need.REASON, "reason", row.reason),
            (Need.PAPERS, "papers", row.papers),
            (Need.SUPPLEMENT_DUE, "supplement_due", row.supplement_due),
            (Need.FEE, "fee", row.fee),
        )
        if need in needs and value not in ("", (), None)
    }
    found = replace(known, **said)
    return None if found == known else found


def _renew(row: Row, dossier: Dossier, run: Run) -> list[DossierEvent]:
    facts = _renewed(row, dossier, run)
    return [effects.renew(dossier, facts, run.by, run.now)] if facts else []


def _fill(row: Row, dossier: Dossier, run: Run) -> list[DossierEvent]:
    """Add what was not known of who applied."""
    columns: dict[str, str] = {}
    if row.applicant and not dossier.applicant_folded:
        columns |= name_columns(row.applicant)
    for _key, column, values in personal_columns(row):
        if not getattr(dossier, column):
            columns |= values
    for name, value in columns.items():
        setattr(dossier, name, value)
    return [effects.next_event(dossier, Kind.CONTACT, run.by, run.now)] if columns else []


def _note_due(due: datetime, dossier: Dossier, then: Then, run: Run) -> list[DossierEvent]:
    """Remember what date the source says; promise the first one."""
    if then is Then.REMEMBER:
        dossier.promised_at = due
    if then is not Then.PROMISE:
        return []
    dates.promise_due(dossier, due, run.calendar)
    details = dates.due_details(None, due)
    return [effects.next_event(dossier, Kind.DUE_MOVED, run.by, run.now, details=details)]
