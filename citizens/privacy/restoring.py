"""What must happen to a database that was restored from a backup, before it serves again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from citizens import actions
from citizens.models import Citizen, Delivery, Erasure
from citizens.models.delivery import OPEN, State, Why
from citizens.privacy import erasure_list
from foundation.records.one_by_one import OneByOne
from official_accounts.models import OaToken


@dataclass(frozen=True)
class Done:
    """How many were erased anew, held, and asked for."""

    erased: int
    held: int
    tokens: int


_steps: list[Callable[[], object]] = []


def register(step: Callable[[], object]) -> None:
    """Add what a room has to do to a restored database; for AppConfig.ready."""
    _steps.append(step)


def after_restore(listed: Path | None) -> Done:
    """Do everything; may be broken off and run again. `listed` is the list of who was erased.

    Raises `erasure_list.BrokenList` before anything is done, or OSError; RowsFailed when everything
    is done but for some who could not be erased.
    """
    everybody = list(erasure_list.read(listed)) if listed else []
    erased, people = 0, OneByOne("citizen_not_erased_anew")
    for citizen in erasure_list.still_here(iter(everybody)):
        with people.guard(citizen=citizen.pk):
            erased += actions.erase(citizen, Erasure.Cause.RESTORED) is not None
    _end_sessions()
    for step in _steps:
        step()
    done = Done(erased, _hold_deliveries(), _ask_for_tokens())
    people.end()
    return done


def _hold_deliveries() -> int:
    """Give up what was waiting when the backup was made: it may have been sent since.

    Officers see it among what was not sent, and send it again where that is wanted.
    """
    now = timezone.now()
    return Delivery.objects.filter(state__in=OPEN).update(
        state=State.GIVEN_UP,
        why=Why.RESTORED,
        uncertain=True,
        claimed_by="",
        lease_until=None,
        finished_at=now,
    )


def _ask_for_tokens() -> int:
    """Mark each pair as refused: its refresh token works once, and was used since."""
    now = timezone.now()
    return OaToken.objects.filter(refused=False).update(
        refused=True, failed_at=now, failure="restored", expires_at=now
    )


@transaction.atomic
def _end_sessions() -> None:
    """End all sessions: what ended, or was blocked, since the backup must not be open again."""
    Citizen.objects.update(generation=F("generation") + 1)
    Session.objects.all().delete()
