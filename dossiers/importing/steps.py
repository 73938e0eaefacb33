"""The steps from one status to the next that a file does not tell.

Files tell the last status only. Steps between are taken if they need nothing that is unknown. A
change without a moment in the file gets the moment at which the file was made: that is never later
than we know, and a file older than what we know moves nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dossiers import effects, workflow
from dossiers.effects import Surroundings
from dossiers.importing.dates import Moment
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.run import Run
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Actor, Facts, Refusal, State, Status


@lru_cache(maxsize=1024)
def path_to(state: State, target: Status, actor: Actor) -> tuple[Status, ...] | None:
    """Return `workflow.path`, searched once for each state."""
    found = workflow.path(state, target, actor)
    return None if found is None else tuple(found)


Step = tuple[Status, Facts]
_ENDED = (Status.DECLINED, Status.WITHDRAWN, Status.STOPPED)


def with_facts(steps: Sequence[Status], row: Row, state: State, run: Run) -> list[Step]:
    """Return each step with its moment; the last one also with what the row brings along."""
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


def first_refusal(planned: Sequence[Step], state: State, run: Run) -> Refusal | None:
    """Return the first thing that forbids one of the steps."""
    for target, facts in planned:
        if found := workflow.refusals(state, target, run.by.actor, facts, run.now):
            return found[0]
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


def wrong_value(refusal: Refusal, row: Row) -> Wrong:
    """Return a refusal as a fault of the column that caused it."""
    key = (
        _DATE_OF.get(row.status, "status")
        if refusal.name == "at"
        else _KEYS.get(refusal.name, "status")
    )
    return Wrong(key, refusal.code, refusal.text)


def take_steps(
    dossier: Dossier, planned: Sequence[Step], run: Run, around: Surroundings
) -> list[DossierEvent]:
    """Take the steps on the row in memory and return their events."""
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
