"""What citizens do with ratings; nothing else writes them.

Each function locks the citizen first, as erasing does. Nothing written or logged here names a
citizen or a dossier, or has a time of day.
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
from feedback.ratings import abusive_words, follow_ups, rater_hashes, workflow
from feedback.ratings.qr import Visit
from feedback.satisfaction import rating_totals
from foundation.api.problems import Problem

log = structlog.get_logger("police_portal.feedback")

FINISHED = frozenset({Status.COMPLETED, Status.RETURNED})


@dataclass(frozen=True)
class GivenRating:
    """Marks from 1 to 5, with a comment if the citizen likes.

    `aspects` has keys of `questionnaire`.
    """

    overall: int
    questionnaire: Questionnaire
    aspects: dict[str, int] = field(default_factory=dict)
    words: str = field(default="", repr=False)

    def repeats(self, rating: Rating) -> bool:
        """Return True if `rating` already says the same."""
        return (self.overall, self.aspects, self.words) == (
            rating.overall,
            rating.aspects,
            rating.words,
        )


@transaction.atomic
def rate_dossier(citizen: Citizen, dossier: Dossier, said: GivenRating) -> Rating:
    """Rate a finished dossier of the citizen, or replace their rating.

    A repetition changes nothing.

    Raises Problem `dossier_not_finished`, `rating_final` after 14 days, `session_ended`.
    """
    current, today = lock_citizen(citizen.pk), timezone.localdate()
    if dossier.status not in FINISHED:
        raise Problem("dossier_not_finished")
    once = rater_hashes.dossier_rater_hash(current, dossier.pk)
    before: Rating | None = Rating.objects.counted().filter(rater_hash=once).first()
    if before is None:
        about = {
            "office_id": dossier.office_id,
            "field_id": dossier.procedure.field_id,
            "procedure_id": dossier.procedure_id,
            "origin": Origin.DOSSIER,
            "rater_hash": once,
            "rated_on": today,
        }
        return _write(current, said, about)
    if said.repeats(before):
        return before
    if today > workflow.replaceable_until(before.rated_on):
        raise Problem("rating_final")
    return _replace(current, before, said)


@transaction.atomic
def rate_visit(citizen: Citizen, visit: Visit, said: GivenRating) -> Rating:
    """Rate a visit by a scanned code. A repetition changes nothing.

    Raises Problem `rating_qr_used`, `rating_exists` for a poster's second rating of the day,
    `session_ended`.
    """
    current, today = lock_citizen(citizen.pk), timezone.localdate()
    once = visit.rater_hash(current, today)
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
    """Mark a single-use code as used. If two citizens scan it at once, one is refused."""
    _row, new = UsedQr.objects.get_or_create(
        code_hash=rater_hashes.used_code_hash(nonce), defaults={"expires_at": expires_at}
    )
    if not new:
        raise Problem("rating_qr_used")


def _replace(citizen: Citizen, before: Rating, said: GivenRating) -> Rating:
    """Append the rating that replaces `before`.

    It counts in the month of the first one, so officers see no change of day.
    """
    key = before.key
    before.current, before.key = False, None
    before.save(update_fields=["current", "key"])
    kept = ("office_id", "field_id", "procedure_id", "origin", "rater_hash", "rated_on")
    about = {name: getattr(before, name) for name in kept}
    return _write(citizen, said, {**about, "key": key, "version": before.version + 1}, before)


def _write(
    citizen: Citizen, said: GivenRating, about: dict[str, Any], before: Rating | None = None
) -> Rating:
    day: date = about["rated_on"]
    rating: Rating = Rating.objects.create(
        **{"key": uuid.uuid4(), **about},
        owner_hash=rater_hashes.owner_hash(citizen),
        questionnaire=said.questionnaire,
        overall=said.overall,
        aspects=said.aspects,
        words=said.words,
        held_back=abusive_words.is_abusive(said.words),
        month=day.replace(day=1),
        written_on=timezone.localdate(),
        follow_up=follow_ups.open_for_low_mark(
            citizen, said.overall, about["rater_hash"], about["office_id"]
        ),
    )
    rating_totals.count_rating(rating, replaced=before)
    log.info("rated")
    return rating


def release_words(rating: Rating) -> bool:
    """Let officers read a comment that was held back. Returns True if it was."""
    return bool(Rating.objects.filter(pk=rating.pk, held_back=True).update(held_back=False))
