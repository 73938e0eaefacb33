"""The only writers of ratings, called by citizens.

No row of the citizen is locked or written: otherwise its transaction would reveal who rated.
Nothing written or logged here identifies a citizen or a dossier, or has a time of day.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from citizens.locking import stay_without_lock
from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.models import Origin, Questionnaire, Rating, UsedMark
from feedback.ratings import abusive_words, follow_ups, precedence, rater_hashes
from feedback.ratings.qr import Visit
from feedback.satisfaction import rating_totals
from foundation.api.problems import Problem
from foundation.records.turns import take_turn
from offices.working_time.calendar import end_of

log = structlog.get_logger("police_portal.feedback")


@dataclass(frozen=True)
class GivenRating:
    """Marks from 1 to 5, with an optional comment.

    `aspects` has keys of `questionnaire`.
    """

    overall: int
    questionnaire: Questionnaire
    aspects: dict[str, int] = field(default_factory=dict)
    words: str = field(default="", repr=False)

    def repeats(self, rating: Rating) -> bool:
        """Return True if `rating` is the same already."""
        return (self.overall, self.aspects, self.words) == (
            rating.overall,
            rating.aspects,
            rating.words,
        )


@transaction.atomic
def rate_dossier(citizen: Citizen, dossier: Dossier, said: GivenRating) -> Rating:
    """Rate a finished dossier of the citizen, or replace its rating (`precedence`).

    A repetition changes nothing. Raises Problem `dossier_not_finished`, `rating_needs_proof`,
    `rating_by_another`, `rating_final` after 14 days, `session_ended`.
    """
    current, today = _rater(citizen), timezone.localdate()
    dossier_hash = rater_hashes.dossier_hash(dossier.pk)
    take_turn(dossier_hash)  # several citizens may rate the same dossier at once
    standing = precedence.standing_of(current, dossier, lock=True)
    own, before, mine = standing.own, standing.before, standing.mine
    if own is not None and said.repeats(own):
        return own
    if refusal := standing.refusal(today):
        raise Problem(refusal)
    if before is not None:
        _stop_counting(before)
    about = _as_first_said(own) if own is not None else _about(current, dossier, today)
    proved = {"dossier_hash": dossier_hash, "proved_by": standing.by}
    continued = _continue(mine) if mine is not None else {}
    return _write(current, said, {**about, **proved, **continued}, before)


def _about(citizen: Citizen, dossier: Dossier, today: date) -> dict[str, Any]:
    return {
        "office_id": dossier.office_id,
        "field_id": dossier.procedure.field_id,
        "procedure_id": dossier.procedure_id,
        "origin": Origin.DOSSIER,
        "rater_hash": rater_hashes.dossier_rater_hash(citizen.pk, dossier.pk),
        "rated_on": today,
    }


def _as_first_said(own: Rating) -> dict[str, Any]:
    """Return what stays of a rating: it counts in its month, so officers see no change of day."""
    kept = ("office_id", "field_id", "procedure_id", "origin", "rater_hash", "rated_on")
    return {name: getattr(own, name) for name in kept}


@transaction.atomic
def rate_visit(citizen: Citizen, visit: Visit, said: GivenRating) -> Rating:
    """Rate a visit by a scanned code. A repetition changes nothing.

    Raises Problem `rating_qr_used`, `rating_exists` for a second rating of the office on that day,
    `session_ended`.
    """
    current, today = _rater(citizen), timezone.localdate()
    once = rater_hashes.visit_rater_hash(current, visit.office_id, today)
    before: Rating | None = Rating.objects.said_last_by(once).first()
    if before is not None and said.repeats(before) and _was_used(visit):
        return before
    if visit.expires_at:
        used = rater_hashes.used_code_hash(visit.nonce)
        _use_up(used, end_of(timezone.localdate(visit.expires_at)), "rating_qr_used")
    mark = rater_hashes.visit_mark(current, visit.office_id, today)
    _use_up(mark, end_of(today), "rating_exists")
    about = {
        "office_id": visit.office_id,
        "field_id": visit.field_id,
        "procedure_id": visit.procedure_id,
    }
    return _write(
        current, said, {**about, "origin": visit.origin, "rater_hash": once, "rated_on": today}
    )


def _rater(citizen: Citizen) -> Citizen:
    """Return the citizen, whose erasure waits meanwhile. Raises Problem `session_ended`."""
    return stay_without_lock(citizen.pk, rater_hashes.owner_hash(citizen))


def _was_used(visit: Visit) -> bool:
    """Return True for a poster, and for a single-use code that was used.

    A new code with the same marks is a second rating, not a repetition.
    """
    mark = rater_hashes.used_code_hash(visit.nonce)
    return not visit.nonce or UsedMark.objects.filter(mark=mark).exists()


def _use_up(mark: str, expires_at: datetime, problem: str) -> None:
    """Mark something as used, or raise Problem `problem`. Of two at once, one is refused."""
    _row, new = UsedMark.objects.get_or_create(mark=mark, defaults={"expires_at": expires_at})
    if not new:
        raise Problem(problem)


def _stop_counting(rating: Rating) -> None:
    """Stop counting a replaced rating. While it has its key, its rater can read it."""
    rating.current = False
    rating.save(update_fields=["current"])


def _continue(mine: Rating) -> dict[str, Any]:
    """Return key and version for the rating that replaces `mine`, which loses its key.

    `mine` need not count: another rating may have replaced it, or it was left out.
    """
    key, mine.key = mine.key, None
    mine.save(update_fields=["key"])
    return {"key": key, "version": mine.version + 1}


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
    """Release a held-back comment to officers. Returns True if it was held back."""
    return bool(Rating.objects.filter(pk=rating.pk, held_back=True).update(held_back=False))
