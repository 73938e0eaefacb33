"""Many dossiers moved the same way, each under its own lock: a refusal stops only that one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers import actions, workflow
from dossiers.actions.effects import Author, Surroundings, state_of
from dossiers.due import time_limits
from dossiers.due.clock import local_day
from dossiers.due.pauses import ended_pauses_by_dossier
from dossiers.due.time_limits import Choice
from dossiers.models import Dossier
from dossiers.workflow import Facts, Limit, Status
from offices.working_time.calendar_rows import load_calendar

MOST = 200  # rows at once: the officer waits while they are moved
# The main way, then what is asked of citizens; what ends or stops a dossier comes last.
ORDINARY = (
    Status.ACCEPTED,
    Status.PROCESSING,
    Status.COMPLETED,
    Status.RETURNED,
    Status.SUPPLEMENT_REQUIRED,
    Status.PAYMENT_REQUIRED,
)


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier. `refusal` is empty if it was moved."""

    dossier: Dossier
    refusal: str = ""


def targets(rows: Iterable[Dossier], by: Author) -> list[Status]:
    """Return the statuses to which the table lets some rows move now, ordinary steps first."""
    found = {offer.target for row in rows for offer in workflow.offers(state_of(row), by.actor)}
    return [status for status in dict.fromkeys((*ORDINARY, *Status)) if status in found]


def limits_offered(rows: Iterable[Dossier]) -> dict[int, list[Choice]]:
    """Return what limits the procedure of each row names now, if it is not accepted yet.

    Each procedure is asked once for each way in.
    """
    named: dict[tuple[str, str], list[Choice]] = {}
    found: dict[int, list[Choice]] = {}
    for row in rows:
        if row.accepted_at is None:
            key = (row.procedure_id, row.channel)
            if key not in named:
                version = time_limits.version_at(row.procedure_id, timezone.now())
                named[key] = time_limits.choices_of(version, row.channel)
            found[row.pk] = named[key]
    return found


def leaves_a_choice(offered: Collection[Choice]) -> bool:
    """Return True if an officer has to say which limit a dossier gets."""
    return len({choice.limit for choice in offered}) != 1


def foresee(
    rows: Collection[Dossier],
    targets: Iterable[Status],
    by: Author,
    offered: Mapping[int, Collection[Choice]],
) -> dict[Status, dict[int, str]]:
    """Return for each target, by dossier id, why `move` would refuse that dossier; "" if not.

    What the page asks is taken as given, so a refusal is what the dossier itself lacks. `offered`
    are the limits among which an officer chooses, by dossier. Calendar and pauses are read once for
    all rows.
    """
    found: dict[Status, dict[int, str]] = {target: {} for target in targets}
    calendar, now = load_calendar(), timezone.now()
    pauses = ended_pauses_by_dossier(row for row in rows if row.paused_at)
    typed = _everything_typed(now)
    for row in rows:
        around = Surroundings(calendar, now, pauses.get(row.pk, ()))
        asked = row.pk in offered and leaves_a_choice(offered[row.pk])
        facts = replace(typed, limit=Limit(1, "working_day")) if asked else typed
        for target, refusals in found.items():
            refusals[row.pk] = " ".join(actions.move_refusals(row, target, by, facts, around))
    return found


def _everything_typed(now: datetime) -> Facts:
    """Return facts that lack nothing that any target needs."""
    return Facts(
        now, reason="…", papers=("…",), supplement_due=local_day(now) + timedelta(days=1), fee=1
    )


def move(
    rows: Iterable[Dossier], seen: Mapping[int, int], target: Status, by: Author, facts: Facts
) -> list[Outcome]:
    """Move each row to `target` in its own transaction and return what became of it.

    `seen` maps a dossier's id to the number of the last event that the officer saw.
    """
    return [Outcome(row, _refusal(row, seen.get(row.pk), target, by, facts)) for row in rows]


def _refusal(row: Dossier, seen: int | None, target: Status, by: Author, facts: Facts) -> str:
    try:
        actions.transition(row.pk, target, by, facts, seen=seen)
    except ValidationError as error:
        return " ".join(error.messages)
    except Dossier.DoesNotExist:
        return "Hồ sơ không còn thuộc đơn vị của đồng chí."
    return ""
