"""The only writers of ratings.

Each locks the citizen first, as erasing does, then reads what is there and appends.

Nothing that is written here or logged names a citizen or a dossier, or has a time of day.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from citizens.locking import lock_citizen
from citizens.models import Citizen
from dossiers.models import Dossier
from dossiers.workflow import Status
from feedback.models import Origin, Questionnaire, Rating, UsedQr
from feedback.ratings import abuse, follow_ups, raters, workflow
from feedback.ratings.qr import Visit
from feedback.satisfaction import totals
from foundation.api.problems import Problem

log = structlog.get_logger("police_portal.feedback")

FINISHED = frozenset({Status.COMPLETED, Status.RETURNED})


@dataclass(frozen=True)
class Said:
    """What a citizen says.

    Marks from 1 to 5, by the questionnaire whose keys the aspects have, and words if they like.
    """

    overall: int
    questionnaire: Questionnaire
    aspects: dict[str, int] = field(default_factory=dict)
    words: str = field(default="", repr=False)

    def repeats(self, rating: Rating) -> bool:
        """Tell whether `rating` says the same already."""
        return (self.overall, self.aspects, self.words) == (
            rating.overall,
            rating.aspects,
            rating.words,
        )


@transaction.atomic
def rate_dossier(citizen: Citizen, dossier: Dossier, said: Said) -> Rating:
    """Rate a finished dossier of the citizen's, or replace their rating of it.

    Saying the same again changes nothing.

    Raises Problem `dossier_not_finished`, `rating_final` after 14 days, `session_ended`.
    """
    current = lock_citizen(citizen.pk)
    if dossier.status not in FINISHED:
        raise Problem("dossier_not_finished")
    once = raters.of_dossier(current, dossier.pk)
    before: Rating | None = Rating.objects.counted().filter(rater_hash=once).first()
    if before is None:
        about = {
            "office_id": dossier.office_id,
            "field_id": dossier.procedure.field_id,
            "procedure_id": dossier.procedure_id,
        }
        return _write(
            current,
            said,
            {
                **about,
                "origin": Origin.DOSSIER,
                "rater_hash": once,
                "rated_on": timezone.localdate(),
            },
        )
    if said.repeats(before):
        return before
    if timezone.localdate() > workflow.replaceable_until(before.rated_on):
        raise Problem("rating_final")
    return _replace(current, before, said)


@transaction.atomic
def rate_visit(citizen: Citizen, visit: Visit, said: Said) -> Rating:
    """Rate a visit by a scanned code; sending the same again changes nothing.

    Raises Problem `rating_qr_used`, `rating_exists` for a poster's second rating of the day,
    `session_ended`.
    """
    current, today = lock_citizen(citizen.pk), timezone.localdate()
    once = visit.once(current, today)
    before: Rating | None = Rating.objects.counted().filter(rater_hash=once).first()
    if before is not None and said.repeats(before):
        return before
    if before is not None:
        raise Problem("rating_qr_used" if visit.nonce else "rating_exists")
    if visit.expires_at:
        _use_up(visit.nonce, visit.expires_at)
    about = {
        "office_id": visit.office_id,
        "field_id": visit.field_id,
        "procedure_id": visit.procedure_id,
    }
    return _write(
        current, said, {**about, "origin": visit.origin, "rater_hash": once, "rated_on": today}
    )


def _use_up(nonce: str, expires_at: datetime) -> None:
    """Note that a single-use code is used; of two who scanned it at once, one is refused."""
    _row, new = UsedQr.objects.get_or_create(
        code_hash=raters.code_hash(nonce), defaults={"expires_at": expires_at}
    )
    if not new:
        raise Problem("rating_qr_used")


def _replace(citizen: Citizen, before: Rating, said: Said) -> Rating:
    """Append the new rating of what `before` rated.

    It counts in the month of the first one, and officers see no change of day.
    """
    key = before.key
    before.current, before.key = False, None
    before.save(update_fields=["current", "key"])
    kept = ("office_id", "field_id", "procedure_id", "origin", "rater_hash", "rated_on")
    about = {name: getattr(before, name) for name in kept}
    return _write(citizen, said, {**about, "key": key, "version": before.version + 1}, before)


def _write(
    citizen: Citizen, said: Said, about: dict[str, Any], before: Rating | None = None
) -> Rating:
    day: date = about["rated_on"]
    rating: Rating = Rating.objects.create(
        **{"key": uuid.uuid4(), **about},
        owner_hash=raters.owner_hash(citizen),
        questionnaire=said.questionnaire,
        overall=said.overall,
        aspects=said.aspects,
        words=said.words,
        held_back=abuse.is_abusive(said.words),
        month=day.replace(day=1),
        written_on=timezone.localdate(),
        follow_up=follow_ups.of_low_mark(
            citizen, said.overall, about["rater_hash"], about["office_id"]
        ),
    )
    totals.count(rating, replaced=before)
    log.info("rated")
    return rating


def release(rating: Rating) -> bool:
    """Let officers read words that were held back; a leader decided it.

    Return whether they were held back.
    """
    return bool(Rating.objects.filter(pk=rating.pk, held_back=True).update(held_back=False))
