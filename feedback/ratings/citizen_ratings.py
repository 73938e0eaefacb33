"""A citizen's own ratings, their follow-ups, and whether a dossier may be rated."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows
from dossiers.models import Dossier
from feedback.models import Rating
from feedback.ratings import precedence, rater_hashes, workflow
from feedback.ratings.querysets import RatingQuerySet
from feedback.ratings.rater_hashes import owner_hash
from foundation.api.problems import Problem

NEWEST = 1000  # of one citizen's ratings: a repeated write is among them

# Where a citizen's ratings are.
ROWS = (OwnRows(Rating, "owner_hash", lambda citizen: [owner_hash(citizen)], sealed=True),)


def ratings_of(citizen: Citizen) -> RatingQuerySet:
    """Return the citizen's ratings, replaced ones included."""
    found: RatingQuerySet = Rating.objects.of_citizen(citizen).select_related(
        "office", "procedure", "questionnaire"
    )
    return found


def attach_follow_ups(ratings: Iterable[Rating]) -> list[Any]:
    """Set `followed` on each rating: the follow-up of it or of one it replaced, or None.

    Two queries.
    """
    rows: list[Any] = list(ratings)  # `followed` is not a column
    begun = Rating.objects.filter(
        rater_hash__in=[row.rater_hash for row in rows], follow_up__isnull=False
    )
    found = {
        row.rater_hash: row.follow_up
        for row in begun.select_related("follow_up").prefetch_related("follow_up__messages")
    }
    for row in rows:
        row.followed = found.get(row.rater_hash)
    return rows


def rating_state(citizen: Citizen, dossier: Dossier) -> dict[str, bool | str | int | None]:
    """Return for a dossier's page whether the citizen may rate it, until when, and their mark.

    `refusal` is the code of the Problem that rating would raise. Of somebody else's rating only its
    existence is revealed.
    """
    standing = precedence.standing_of(citizen, dossier)
    mine, refusal = standing.own, standing.refusal(timezone.localdate())
    until = workflow.replaceable_until(mine.rated_on) if mine else None
    return {
        "can_rate": refusal is None,
        "refusal": refusal,
        "until": until.isoformat() if until else None,
        "overall": mine.overall if mine else None,
    }


def find_rater_hash(citizen: Citizen, result: str) -> str:
    """Return the hash of the citizen's rating whose `rater_hashes.result_hash` is `result`.

    A repeated write finds its rating this way. Raises Problem `not_found` if it does not exist.
    """
    hashes = (
        Rating.objects.of_citizen(citizen)
        .newest_of_rater()
        .order_by("-written_on")
        .values_list("rater_hash", flat=True)
    )
    found = next((one for one in hashes[:NEWEST] if rater_hashes.result_hash(one) == result), None)
    if found is None:
        raise Problem("not_found")
    return str(found)
