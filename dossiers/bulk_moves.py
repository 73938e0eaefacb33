"""Many dossiers moved the same way, each under its own lock: a refusal stops only that one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from dossiers import actions, workflow
from dossiers.effects import Author, state_of
from dossiers.models import Dossier
from dossiers.workflow import Facts, Status

MOST = 200  # rows at once: the officer waits while they are moved


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier. `refusal` is empty if it was moved."""

    dossier: Dossier
    refusal: str = ""


def targets(rows: Iterable[Dossier], by: Author) -> Mapping[Status, int]:
    """Return each status that some rows can move to now, with how many rows, in their order."""
    found = [offer.target for row in rows for offer in workflow.offers(state_of(row), by.actor)]
    return {status: found.count(status) for status in Status if status in found}


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
        return "Hồ sơ không còn thuộc đơn vị của bạn."
    return ""


def lawful(row: Dossier, target: Status, by: Author) -> bool:
    """Return True if the table allows the move now; what it needs is asked later."""
    return any(offer.target is target for offer in workflow.offers(state_of(row), by.actor))
