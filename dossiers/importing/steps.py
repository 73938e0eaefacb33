"""The steps from one status to the next that a file does not tell.

Files tell the last status only. Steps between are taken if they need nothing that is unknown. A
change without a moment in the file gets the moment at which the file was made, as an inferred one:
it happened then at the latest.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from dossiers import workflow
from dossiers.actions import effects
from dossiers.actions.effects import Surroundings
from dossiers.due import clock
from dossiers.importing import rules
from dossiers.importing.dates import Moment
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.run import Run
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Actor, Facts, Refusal, State, Status


@lru_cache(maxsize=1024)
def path_to(state: State, target: Status, actor: Actor) -> tuple[Status, ...] | None:
    """Return `workflow.path`, searched once for each state; moments of the state are left out."""
    found = workflow.path(state, target, actor)
    return None if found is None else tuple(found)


Step = tuple[Status, Facts]


def with_facts(
    steps: Sequence[Status], row: Row, state: State, since: datetime, run: Run
) -> list[Step]:
    """Return each step with its moment; the last one also with what the row brings along.

    `since` is when the dossier came to where it stands.
    """
    planned: list[Step] = []
    last, accepted = since, state.accepted
    for position, target in enumerate(steps, 1):
        found = rules.stated(target, row, accepted=accepted)
        accepted = accepted or target is Status.ACCEPTED
        if found:
            last = no_earlier(found.moment, last)
        elif position == len(steps):
            last = max(run.as_of, last)
        planned.append((target, Facts(last, inferred=found is None or found.inferred)))
    if planned:
        planned[-1] = (planned[-1][0], _all_of(row, planned[-1][1]))
    return _in_order(planned[:-1], planned[-1:])


def no_earlier(moment: Moment, last: datetime) -> datetime:
    """Return a stated moment; within the day, minute or second that it names, `last` at least."""
    return max(moment.at, last) if moment.at == moment.cut(last) else moment.at


def _all_of(row: Row, facts: Facts) -> Facts:
    return replace(
        facts,
        reason=row.reason,
        papers=row.papers,
        supplement_due=row.supplement_due,
        fee=row.fee,
    )


def _in_order(earlier: Sequence[Step], planned: list[Step]) -> list[Step]:
    """Put inferred moments no later than what came after them."""
    for target, facts in reversed(earlier):
        following = planned[0][1].at
        at = min(facts.at, following) if facts.inferred else facts.at
        planned.insert(0, (target, replace(facts, at=at)))
    return planned


def first_refusal(planned: Sequence[Step], state: State, run: Run) -> Refusal | None:
    """Return the first thing that forbids one of the steps."""
    for target, facts in planned:
        if found := workflow.refusals(state, target, run.by.actor, facts, run.now):
            return found[0]
        asked = state.supplements + (target is Status.SUPPLEMENT_REQUIRED)
        last = state.last_at if facts.inferred else facts.at
        state = State(target, state.accepted or target is Status.ACCEPTED, asked, last)
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
            around = replace(around, pauses=[*around.pauses, *clock.pause(before, facts.at)])
    return events
