"""Many dossiers moved the same way, each under its own lock: a refusal stops only that one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers import actions, workflow
from dossiers.clock import local_day
from dossiers.effects import Author, Surroundings, state_of
from dossiers.models import Dossier
from dossiers.pauses import ended_pauses_by_dossier
from dossiers.workflow import Facts, Status
from offices.calendar_rows import load_calendar

MOST = 200  # rows at once: the officer waits while they are moved


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier. `refusal` is empty if it was moved."""

    dossier: Dossier
    refusal: str = ""


def targets(rows: Iterable[Dossier], by: Author) -> list[Status]:
    """Return the statuses to which the table lets some rows move now, in their order."""
    found = {offer.target for row in rows for offer in workflow.offers(state_of(row), by.actor)}
    return [status for status in Status if status in found]


def foresee(
    rows: Collection[Dossier], targets: Iterable[Status], by: Author
) -> dict[Status, dict[int, str]]:
    """Return for each target, by dossier id, why `move` would refuse that dossier; "" if not.

    What the form asks once for all is taken as given, so a refusal is what the dossier itself
    lacks. Calendar and pauses are read once for all rows.
    """
    found: dict[Status, dict[int, str]] = {target: {} for target in targets}
    calendar, now = load_calendar(), timezone.now()
    pauses = ended_pauses_by_dossier(row for row in rows if row.paused_at)
    typed = _everything_typed(now)
    for row in rows:
        around = Surroundings(calendar, now, pauses.get(row.pk, ()))
        for target, refusals in found.items():
            refusals[row.pk] = " ".join(actions.move_refusals(row, target, by, typed, around))
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
