"""A dossier moves to another status, lawfully or by a correction."""

from copy import copy

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from dossiers import workflow
from dossiers.actions import effects
from dossiers.actions.closed import refused_as_closed
from dossiers.actions.effects import Author, Surroundings, state_of
from dossiers.actions.writing import (
    CORRECT,
    lock,
    raise_refusals,
    require_limit,
    save_with_event,
    surroundings_of,
    year_missing,
)
from dossiers.due import time_limits
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.workflow import Facts, Status
from offices.working_time.calendar import YearNotLoaded


@transaction.atomic
def transition(
    dossier_id: int, target: Status, by: Author, facts: Facts, *, seen: int | None = None
) -> DossierEvent:
    """Move a dossier along a lawful transition and return the event.

    Raises ValidationError, DossierChanged, Dossier.DoesNotExist.
    """
    dossier = lock(dossier_id, by, seen)
    return save_with_event(dossier, _move(dossier, target, facts, by, surroundings_of(dossier)))


def move_refusals(
    dossier: Dossier, target: Status, by: Author, facts: Facts, around: Surroundings
) -> list[str]:
    """Return in Vietnamese why `transition` would refuse the dossier as it stands, or nothing.

    The move is made on a copy in memory, so a preview asks exactly what the move asks.
    """
    try:
        _move(copy(dossier), target, facts, by, around)
    except ValidationError as error:
        return list(error.messages)
    return []


def _move(
    dossier: Dossier, target: Status, facts: Facts, by: Author, around: Surroundings
) -> DossierEvent:
    """Check the move and apply it to the row in memory."""
    target = Status(target)
    raise_refusals(workflow.refusals(state_of(dossier), target, by.actor, facts, around.now))
    return _change(dossier, target, facts, by, around)


@transaction.atomic
def correct(
    dossier_id: int, target: Status, by: Author, facts: Facts, *, seen: int | None = None
) -> DossierEvent:
    """Correct a wrong status, a final one too; the history keeps the mistake and the reason.

    Raises PermissionDenied without the permission, and what `transition` raises.
    """
    if by.user is None or not by.user.has_perm(CORRECT):
        raise PermissionDenied
    return correct_locked(lock(dossier_id, by, seen), Status(target), by, facts)


def correct_locked(dossier: Dossier, target: Status, by: Author, facts: Facts) -> DossierEvent:
    """Do `correct` on a locked row, for a caller who has asked for the permission."""
    around = surroundings_of(dossier)
    raise_refusals(workflow.correction_refusals(state_of(dossier), target, facts, around.now))
    event = _change(dossier, target, facts, by, around)
    event.kind = Kind.CORRECTION
    return save_with_event(dossier, event)


def _change(
    dossier: Dossier, target: Status, facts: Facts, by: Author, around: Surroundings
) -> DossierEvent:
    """Apply a checked change to the row in memory."""
    if target is Status.ACCEPTED and dossier.accepted_at is None:
        raise_refusals(refused_as_closed(dossier.procedure_id, dossier.submitted_at))
        version = time_limits.version_at(dossier.procedure_id, facts.at)
        limit = facts.limit or time_limits.only_limit(version, dossier.channel)
        if limit is None:
            require_limit(by)
        effects.accept(dossier, facts.at, version, limit)
    try:
        return effects.change_status(dossier, target, facts, by, around)
    except YearNotLoaded as error:
        raise year_missing(error) from error
