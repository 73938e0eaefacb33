"""What a change does to a dossier's row, and the event that records it.

A status sets what stands here, and empties the rest of it:

    any                             status, since when, reason; stated_at if the moment was stated
    submitted                       nothing is accepted: version, limit and dates are forgotten
    completed, returned             completed_at, once; returned_at of what is returned
    supplement required             papers, the day for them, one supplement more
    payment required                the fee
    a pause of what is accepted     paused_at: the due date waits
    any other of what is accepted   the due date, if it waited or there was none (`due_dates`)

Nothing is read from or written to the database here. The actions and the import share these rules;
the caller has checked the move (`workflow.refusals`) and holds the row's lock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import User

from dossiers.due import clock, dates
from dossiers.models import Dossier, DossierEvent, Kind, Source
from dossiers.owners.applicant import id_columns, name_columns, phone_columns
from dossiers.workflow import MEANINGS, PAUSED, Actor, Clock, Facts, HandedIn, Limit, State, Status
from foundation.records.bulk_rows import new_row
from offices.working_time.calendar import WorkingCalendar
from procedures.models import ProcedureVersion

_SOURCES = {Actor.IMPORT: Source.IMPORT, Actor.MACHINE: Source.MACHINE}


@dataclass(frozen=True)
class Author:
    """Who makes a change: the kind of actor, the user, and the offices.

    `offices` None means all that the user may see.
    """

    actor: Actor
    user: User | None = None
    offices: frozenset[str] | None = None

    @property
    def source(self) -> Source:
        """Where the change came from."""
        return _SOURCES.get(self.actor, Source.MANUAL)


@dataclass(frozen=True)
class Registration:
    """A new dossier with clean values; moments have a zone.

    With `accepted_at` it is accepted, without it submitted. `due_at` is a date that the source
    promised; without `limit`, the limit is the days until then. `inferred` says that nobody stated
    `submitted_at`.
    """

    code: str
    procedure_id: str
    office_id: str
    submitted_at: datetime
    channel: str = "direct"
    applicant_name: str = ""
    phone: str = ""
    id_last4: str = ""
    id_number_hash: str = ""
    accepted_at: datetime | None = None
    limit: Limit | None = None
    due_at: datetime | None = None
    officer_id: int | None = None
    internal_note: str = ""
    inferred: bool = False
    handed_in: HandedIn | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a change needs besides the dossier: calendar, moment of writing, pauses so far."""

    calendar: WorkingCalendar
    now: datetime
    pauses: Sequence[clock.Pause] = field(default_factory=tuple)


def state_of(dossier: Dossier) -> State:
    """Return the state of a dossier for the table of transitions."""
    return State(
        Status(dossier.status),
        dossier.accepted_at is not None,
        dossier.supplements,
        dossier.stated_at,
        dossier.accepted_at or dossier.submitted_at,
    )


def new_dossier(
    registration: Registration, version: ProcedureVersion | None, by: Author, around: Surroundings
) -> tuple[Dossier, DossierEvent]:
    """Return the unsaved dossier and its first event. Raises YearNotLoaded."""
    given = registration
    values = {
        "code": given.code,
        "procedure_id": given.procedure_id,
        "office_id": given.office_id,
        "officer_id": given.officer_id,
        "channel": given.channel,
        "submitted_at": given.submitted_at,
        "source": by.source,
        "created_at": around.now,
        **name_columns(given.applicant_name),
        **phone_columns(given.code, given.phone),
        **id_columns(given.code, given.id_last4, given.id_number_hash),
    }
    dossier = new_row(Dossier, values)
    target = Status.ACCEPTED if given.accepted_at else Status.SUBMITTED
    facts = Facts(
        given.accepted_at or given.submitted_at,
        internal_note=given.internal_note,
        inferred=given.inferred and not given.accepted_at,
    )
    if given.accepted_at:
        accept(dossier, given.accepted_at, version, given.limit)
    event = change_status(dossier, target, facts, by, around)
    if given.handed_in:
        event.details |= given.handed_in.as_details()
    if given.accepted_at and given.due_at:
        dates.promise_due(dossier, given.due_at, around.calendar)
    return dossier, event


def accept(
    dossier: Dossier, at: datetime, version: ProcedureVersion | None, limit: Limit | None
) -> None:
    """Start the clock: set the version and the limit that hold at acceptance.

    What was submitted at an inferred moment was submitted by then.
    """
    dossier.accepted_at, dossier.version = at, version
    dossier.submitted_at = min(dossier.submitted_at, at)
    if limit:
        dossier.limit_value, dossier.limit_unit, dossier.same_day_cutoff = (
            limit.value,
            limit.unit,
            limit.same_day_cutoff,
        )


def change_status(
    dossier: Dossier, target: Status, facts: Facts, by: Author, around: Surroundings
) -> DossierEvent:
    """Move the dossier to `target` and return the event.

    A dossier that becomes accepted went through `accept` first. Raises YearNotLoaded when a due
    date cannot be computed.
    """
    before = dossier.status
    _milestones(dossier, target, facts)
    _demands(dossier, target, facts)
    pauses = _clock(dossier, target, facts.at, around)
    dossier.status, dossier.status_since, dossier.reason = target, facts.at, facts.reason.strip()
    if not facts.inferred:
        dossier.stated_at = facts.at
    if MEANINGS[target].clock is not Clock.NOT_STARTED and pauses is not None:
        dates.settle(dossier, pauses, around.calendar)
    return next_event(
        dossier,
        Kind.TRANSITION,
        by,
        around.now,
        facts=facts,
        status_from=before,
        details=_details(target, facts),
    )


def _milestones(dossier: Dossier, target: Status, facts: Facts) -> None:
    """Set when it was completed and returned, or take it back after a correction."""
    if target is Status.SUBMITTED:
        _forget_acceptance(dossier)
    finished = target in (Status.COMPLETED, Status.RETURNED)
    done_at = dossier.completed_at or facts.completed_at or facts.at
    dossier.completed_at = done_at if finished else None
    dossier.returned_at = facts.at if target is Status.RETURNED else None


def _forget_acceptance(dossier: Dossier) -> None:
    dossier.accepted_at = dossier.version = dossier.limit_value = dossier.due_at = None
    dossier.promised_at = dossier.reckoned_at = None
    dossier.extended_at = dossier.extended_to = None
    dossier.limit_unit = dossier.apology = ""
    dossier.same_day_cutoff = False


def _demands(dossier: Dossier, target: Status, facts: Facts) -> None:
    """Set what the citizen has to bring or pay; other statuses ask for nothing."""
    asks = target is Status.SUPPLEMENT_REQUIRED
    dossier.papers = list(facts.papers) if asks else []
    dossier.supplement_due_on = facts.supplement_due if asks else None
    dossier.supplements += asks
    dossier.fee_due = facts.fee if target is Status.PAYMENT_REQUIRED else None


def _clock(
    dossier: Dossier, target: Status, at: datetime, around: Surroundings
) -> list[clock.Pause] | None:
    """Stop or restart the clock.

    Return all pauses if the due date has to be computed now, otherwise None.
    """
    was_paused, starts = (
        dossier.paused_at,
        dossier.accepted_at is not None and dossier.due_at is None,
    )
    pausing = target in PAUSED and dossier.accepted_at is not None
    dossier.paused_at = (was_paused or at) if pausing else None
    if pausing or dossier.accepted_at is None:
        return None
    if was_paused:
        return [*around.pauses, *clock.pause(was_paused, at)]
    return list(around.pauses) if starts else None


def renew(dossier: Dossier, facts: Facts, by: Author, now: datetime) -> DossierEvent:
    """Take over another fee, other papers or another reason of the same status.

    Other papers are no second request: what the first one said was not all. The event's details
    hold what the citizen has to bring or pay, if that changed.
    """
    asked = (dossier.papers, dossier.supplement_due_on, dossier.fee_due)
    dossier.papers, dossier.supplement_due_on = list(facts.papers), facts.supplement_due
    dossier.fee_due, dossier.reason = facts.fee, facts.reason.strip()
    kind = Kind.FEE if dossier.status == Status.PAYMENT_REQUIRED else Kind.WORDS
    same = asked == (dossier.papers, dossier.supplement_due_on, dossier.fee_due)
    details = {} if same else _details(Status(dossier.status), facts)
    return next_event(dossier, kind, by, now, facts=facts, details=details)


def extend(
    dossier: Dossier, last_day: date, apology: str, by: Author, around: Surroundings
) -> DossierEvent:
    """Promise a later day, with an apology, and return the event."""
    before = dossier.due_at
    dossier.extended_at, dossier.extended_to, dossier.apology = (
        around.now,
        last_day,
        apology.strip(),
    )
    dossier.due_at = dossier.reckoned_at = dates.due_of(dossier, (), around.calendar)
    facts = Facts(around.now, reason=dossier.apology)
    return next_event(
        dossier,
        Kind.EXTENSION,
        by,
        around.now,
        facts=facts,
        details=dates.due_details(before, dossier.due_at),
    )


def _details(target: Status, facts: Facts) -> dict[str, object]:
    if target is Status.SUPPLEMENT_REQUIRED:
        return {
            "papers": list(facts.papers),
            "supplement_due_on": facts.supplement_due and facts.supplement_due.isoformat(),
        }
    return {"fee": facts.fee} if target is Status.PAYMENT_REQUIRED else {}


def next_event(  # noqa: PLR0913  # one argument for each part of what an event says
    dossier: Dossier,
    kind: Kind,
    by: Author | None,
    now: datetime,
    *,
    facts: Facts | None = None,
    status_from: str | None = None,
    details: Mapping[str, object] | None = None,
) -> DossierEvent:
    """Return the unsaved next event of the dossier, and count it on the row.

    `by` is None for the system itself.
    """
    dossier.events_count += 1
    dossier.changed_at = now
    values = {
        "dossier_id": dossier.pk,
        "number": dossier.events_count,
        "kind": kind,
        "status_from": dossier.status if status_from is None else status_from,
        "status_to": dossier.status,
        "at": facts.at if facts else now,
        "recorded_at": now,
        "officer_id": by.user.pk if by and by.user else None,
        "public_note": facts.reason.strip() if facts else "",
        "internal_note": facts.internal_note.strip() if facts else "",
        "details": dict(details or {}),
        "source": by.source if by else Source.SYSTEM,
    }
    return new_row(DossierEvent, values)
