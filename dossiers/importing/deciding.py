"""What one row would do to what is known: make a dossier, move it on, nothing, or contradict it.

Only forward along `workflow.TRANSITIONS`. Files tell the last status only, so steps between are
walked where they need nothing that is unknown. Where the moment of a change is not in the file it
is the moment at which the file was made: never later than we know, and a file older than what we
know moves nothing. Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from dossiers import clock, effects, workflow
from dossiers.applicant import id_columns, name_columns, phone_columns
from dossiers.effects import Author, Registration, Surroundings, state_of
from dossiers.importing.cells import Moment
from dossiers.importing.columns import BY_KEY
from dossiers.importing.references import References
from dossiers.importing.rows import Row, Wrong
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.time_limits import Limit
from dossiers.workflow import Actor, Facts, Refusal, State, Status
from foundation.records.vietnamese import fold
from offices.calendar import ZONE, WorkingCalendar, YearNotLoaded

UNKNOWN_OFFICE = "Không có đơn vị «{}»."


class Result(StrEnum):
    """What became of a row."""

    CREATED = "created"
    MOVED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Run:
    """What all rows of a run share.

    `by.offices` are those whose dossiers it may touch; None is all.
    """

    by: Author
    references: References
    calendar: WorkingCalendar
    now: datetime
    as_of: datetime
    default_office: str = ""


@dataclass
class Decision:
    """What a row does: the dossier as it would be, the events that say so, or what is wrong."""

    result: Result
    dossier: Dossier | None = None
    events: list[DossierEvent] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)


class _Place(NamedTuple):
    """The procedure and the office that a row names, by our ids."""

    procedure: str
    office: str


def _refused(*wrong: Wrong) -> Decision:
    return Decision(Result.REFUSED, wrong=list(wrong))


def decide(row: Row, dossier: Dossier | None, pauses: Sequence[clock.Pause], run: Run) -> Decision:
    """Return what `row` does.

    `dossier` is the one of its code with its row locked, `pauses` those of a clock that stands
    still.
    """
    procedure = run.references.procedure(row.procedure_code)
    if procedure is None:
        return _refused(
            Wrong(
                "procedure_code",
                "unknown_procedure",
                f"Không có thủ tục {row.procedure_code} trong danh mục.",
            )
        )
    office = (
        run.references.office(row.office)
        if row.office
        else (dossier.office_id if dossier else run.default_office or None)
    )
    if office is None:
        text = UNKNOWN_OFFICE.format(row.office) if row.office else "Thiếu đơn vị xử lý."
        return _refused(Wrong("office", "unknown_office", text))
    if (
        run.by.offices is not None
        and not {office, dossier.office_id if dossier else office} <= run.by.offices
    ):
        return _refused(
            Wrong("office", "office_outside", "Hồ sơ thuộc đơn vị ngoài phạm vi của bạn.")
        )
    around = Surroundings(run.calendar, run.now, pauses)
    try:
        return (
            _known(row, dossier, _Place(procedure, office), around, run)
            if dossier
            else _new(row, _Place(procedure, office), around, run)
        )
    except YearNotLoaded as error:
        return _refused(Wrong("due_at", error.code, str(error)))


# --- a dossier that is not known -----------------------------------------------------------------


def _new(row: Row, place: _Place, around: Surroundings, run: Run) -> Decision:
    accepted = row.accepted_at.at if row.accepted_at else None
    submitted = (row.submitted_at or row.accepted_at or Moment(run.as_of, exact=True)).at
    if accepted and accepted < submitted:  # on one day, and one of them without its hour
        accepted = submitted
    first = State(
        Status.ACCEPTED if accepted else Status.SUBMITTED,
        accepted is not None,
        0,
        accepted or submitted,
    )
    steps = (
        ()
        if first.status is row.status
        else _path(replace(first, last_at=None), row.status, run.by.actor)
    )
    if steps is None or (accepted is None and Status.ACCEPTED in steps):
        return _refused(
            Wrong("accepted_at", "required", f"Trạng thái «{row.status.label}» cần ngày tiếp nhận.")
        )
    planned = _with_facts(steps, row, first, run)
    if refusal := _first_refusal(planned, first, run):
        return _refused(_wrong(refusal, row))
    version = run.references.version(place.procedure, accepted) if accepted else None
    channel = row.channel or "direct"
    given = Registration(
        row.code, place.procedure, place.office, submitted, channel, row.applicant, row.phone, row.id_last4, accepted,
        _limit(row, run.references.limit(version, channel), accepted, run), due_moment(row.due_at) if accepted else None,
    )  # fmt: skip
    dossier, event = effects.new(given, version, run.by, around)
    events = [event, *_walk(dossier, planned, run, around)]
    return Decision(Result.CREATED, dossier, events)


def due_moment(due: Moment | None) -> datetime | None:
    """Return a promised date as a moment: a day without an hour ends with the day."""
    return None if due is None else due.at if due.exact else clock.end_of(clock.local_day(due.at))


def _limit(row: Row, limit: Limit | None, accepted: datetime | None, run: Run) -> Limit | None:
    """Return the procedure's limit where the promised date is the one that follows from it.

    Or where none is promised.

    A date that was promised otherwise holds as it is; what is finished needs no date. Raises
    YearNotLoaded.
    """
    if limit is None or accepted is None:
        return None
    if row.due_at is None:
        return limit if row.status in workflow.OPEN else None
    follows = _follows(limit, accepted, run.calendar)
    return limit if follows and follows == clock.local_day(row.due_at.at) else None


@lru_cache(maxsize=4096)  # the calendar's own hash is worked out once
def _follows(limit: Limit, accepted: datetime, calendar: WorkingCalendar) -> date | None:
    """Return the day on which a limit ends, None where the calendar does not say."""
    try:
        return clock.local_day(
            clock.due(
                clock.Terms(accepted, limit.value, limit.unit, limit.same_day_cutoff), (), calendar
            )
        )
    except YearNotLoaded:
        return None


# --- steps ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _path(state: State, target: Status, actor: Actor) -> tuple[Status, ...] | None:
    """Return `workflow.path`, searched once for each state.

    The moment of the last change plays no part in it.
    """
    found = workflow.path(state, target, actor)
    return None if found is None else tuple(found)


Step = tuple[Status, Facts]
_ENDED = (Status.DECLINED, Status.WITHDRAWN, Status.STOPPED)


def _with_facts(steps: Sequence[Status], row: Row, state: State, run: Run) -> list[Step]:
    """Return each step with its moment; the last one with what the row brings along."""
    planned: list[Step] = []
    last = state.last_at or run.as_of
    for position, target in enumerate(steps, 1):
        known = _moment_of(target, row)
        at = known.at if known else run.as_of if position == len(steps) else last
        last = at if known and known.exact else max(at, last)
        planned.append((target, Facts(last)))
    if planned:
        facts = replace(
            planned[-1][1],
            reason=row.reason,
            papers=row.papers,
            supplement_due=row.supplement_due,
            fee=row.fee,
        )
        planned[-1] = (planned[-1][0], facts)
    return planned


def _moment_of(target: Status, row: Row) -> Moment | None:
    if target in _ENDED:
        return row.completed_at or row.returned_at
    return {
        Status.ACCEPTED: row.accepted_at,
        Status.COMPLETED: row.completed_at,
        Status.RETURNED: row.returned_at,
    }.get(target)


def _first_refusal(planned: Sequence[Step], state: State, run: Run) -> Refusal | None:
    """Return the first thing that forbids the walk."""
    for target, facts in planned:
        if found := workflow.first(workflow.refusals(state, target, run.by.actor, facts, run.now)):
            return found
        asked = state.supplements + (target is Status.SUPPLEMENT_REQUIRED)
        state = State(target, state.accepted or target is Status.ACCEPTED, asked, facts.at)
    return None


_KEYS = {
    "reason": "reason",
    "papers": "papers",
    "supplement_due": "supplement_due",
    "fee": "fee",
    "status": "status",
}
_DATE_OF = {
    Status.ACCEPTED: "accepted_at",
    Status.COMPLETED: "completed_at",
    Status.RETURNED: "returned_at",
}


def _wrong(refusal: Refusal, row: Row) -> Wrong:
    key = (
        _DATE_OF.get(row.status, "status")
        if refusal.name == "at"
        else _KEYS.get(refusal.name, "status")
    )
    return Wrong(key, refusal.code, refusal.text)


def _walk(
    dossier: Dossier, planned: Sequence[Step], run: Run, around: Surroundings
) -> list[DossierEvent]:
    """Make the steps on the row in memory and return their events."""
    events: list[DossierEvent] = []
    for target, facts in planned:
        if target is Status.ACCEPTED and dossier.accepted_at is None:
            version = run.references.version(dossier.procedure_id, facts.at)
            effects.accept(
                dossier, facts.at, version, run.references.limit(version, dossier.channel)
            )
        before = dossier.paused_at
        events.append(effects.change_status(dossier, target, facts, run.by, around))
        if before and dossier.paused_at is None:
            around = replace(around, pauses=[*around.pauses, (before, facts.at)])
    return events


# --- a dossier that is known ---------------------------------------------------------------------


def _known(row: Row, dossier: Dossier, place: _Place, around: Surroundings, run: Run) -> Decision:
    """Compare first, then walk, then compare the due date that follows."""
    differences = [*_contradictions(row, dossier, place)]
    state, same = state_of(dossier), _same_status(row, dossier)
    steps = () if same else _path(replace(state, last_at=None), row.status, run.by.actor)
    if not same and (steps is None or run.as_of < dossier.status_since):
        differences.append(_status_difference(row, dossier, stale=steps is not None))
    if differences or steps is None:
        return _conflict(dossier, differences)
    planned = _with_facts(steps, row, state, run)
    if refusal := _first_refusal(planned, state, run):
        return _refused(_wrong(refusal, row))
    if any(target is Status.ACCEPTED for target, _facts in planned) and row.accepted_at is None:
        return _refused(
            Wrong("accepted_at", "required", f"Trạng thái «{row.status.label}» cần ngày tiếp nhận.")
        )
    events = _walk(dossier, planned, run, around)
    events += _fill(row, dossier, run, around)
    if difference := _due_difference(row, dossier):
        return _conflict(dossier, [difference])
    return Decision(Result.MOVED if events else Result.UNCHANGED, dossier, events)


def _same_status(row: Row, dossier: Dossier) -> bool:
    if row.either_eight and dossier.status in {Status.SUSPENDED, Status.STOPPED}:
        return True
    return bool(dossier.status == row.status)


def _conflict(dossier: Dossier, differences: list[dict[str, str]]) -> Decision:
    wrong = [Wrong(one["key"], one["code"], one["text"]) for one in differences]
    return Decision(Result.CONFLICT, dossier, wrong=wrong, differences=differences)


def _difference(
    key: str, known: str, said: str, code: str = "contradicts", text: str = ""
) -> dict[str, str]:
    title = BY_KEY[key].title
    text = text or (
        f"{title}: hệ thống có {known}, tệp ghi {said}." if known else f"{title} khác với hệ thống."
    )
    return {"key": key, "code": code, "title": title, "known": known, "said": said, "text": text}


def _status_difference(row: Row, dossier: Dossier, *, stale: bool) -> dict[str, str]:
    known, said = f"«{Status(dossier.status).label}»", f"«{row.status.label}»"
    if not stale:
        return _difference("status", known, said, "not_forward")
    since = dossier.status_since.astimezone(ZONE)
    text = (
        f"Hồ sơ đã sang {known} lúc {since:%d/%m/%Y %H:%M}, sau khi tệp được xuất; tệp ghi {said}."
    )
    return _difference("status", known, said, "stale", text)


def _contradictions(row: Row, dossier: Dossier, place: _Place) -> Iterator[dict[str, str]]:
    """Yield what the row says otherwise than we know.

    Persons' data are compared by their hashes and not repeated.
    """
    if place.procedure != dossier.procedure_id:
        yield _difference("procedure_code", f"«{dossier.procedure_id}»", f"«{place.procedure}»")
    if place.office != dossier.office_id:
        yield _difference("office", f"«{dossier.office_id}»", f"«{place.office}»")
    for key in ("accepted_at", "completed_at", "returned_at"):
        said, known = getattr(row, key), getattr(dossier, key)
        if said and known and clock.local_day(said.at) != clock.local_day(known):
            yield _difference(key, _day(known), _day(said.at))
    if (
        row.applicant
        and dossier.applicant_folded
        and fold(row.applicant)[:200] != dossier.applicant_folded
    ):
        yield _difference("applicant", "", "")
    for key, column, columns in _personal(row):
        if columns[column] and getattr(dossier, column) not in ("", columns[column]):
            yield _difference(key, "", "")


def _personal(row: Row) -> list[tuple[str, str, Mapping[str, str]]]:
    found: list[tuple[str, str, Mapping[str, str]]] = []
    if row.phone:
        found.append(("phone", "applicant_phone_hash", phone_columns(row.code, row.phone)))
    if row.id_last4:
        found.append(("id_number", "id_last4_hash", id_columns(row.code, row.id_last4)))
    return found


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d/%m/%Y}"


def _due_difference(row: Row, dossier: Dossier) -> dict[str, str] | None:
    """Tell whether another date was promised than the one that holds now."""
    if (
        row.due_at is None
        or dossier.due_at is None
        or clock.local_day(row.due_at.at) == clock.local_day(dossier.due_at)
    ):
        return None
    return _difference("due_at", _day(dossier.due_at), _day(row.due_at.at))


def _fill(row: Row, dossier: Dossier, run: Run, around: Surroundings) -> list[DossierEvent]:
    """Add what we did not know: who applied, and a date that was promised."""
    columns: dict[str, Any] = {}
    if row.applicant and not dossier.applicant_folded:
        columns |= name_columns(row.applicant)
    for _key, column, values in _personal(row):
        if not getattr(dossier, column):
            columns |= values
    for name, value in columns.items():
        setattr(dossier, name, value)
    events = [effects.event(dossier, Kind.CONTACT, run.by, run.now)] if columns else []
    due = due_moment(row.due_at)
    if due and dossier.accepted_at and dossier.due_at is None and due >= dossier.accepted_at:
        effects.promise(dossier, due)
        events.append(
            effects.event(
                dossier, Kind.DUE_MOVED, run.by, around.now, details=effects.due_details(None, due)
            )
        )
    return events
