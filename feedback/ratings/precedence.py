"""Which rating of a dossier counts: one per dossier, and which replaces which.

A verified phone proves more than a slip's secret, which whoever found or printed the slip knows.
Four digits prove nothing here. A citizen may rate, or rate again, unless one of these holds; the
first one is the answer:

    the dossier is not finished                                      dossier_not_finished
    the citizen proved nothing of it, or four digits only            rating_needs_proof
    theirs was taken out as one of many                              rating_by_another
    none counts, but did of somebody who is erased                   rating_by_another
    the one that counts is proved better, or as well by another      rating_by_another
    the one that counts is older than it may be replaced             rating_final
"""

from dataclasses import dataclass
from datetime import date

from citizens.models import Citizen
from dossiers.models import Dossier, Ownership
from dossiers.owners.ownership import STRENGTH, ownership_of
from dossiers.workflow import Status
from feedback.models import LeftOut, Rating, UsedMark
from feedback.ratings import rater_hashes, workflow

FINISHED = frozenset({Status.COMPLETED, Status.RETURNED})


@dataclass(frozen=True)
class Standing:
    """Where a citizen stands with the rating of a dossier, which they proved by `by`.

    `before` is the rating that counts now, `mine` what the citizen said last, which may not count.
    """

    dossier: Dossier
    by: Ownership | None
    before: Rating | None
    mine: Rating | None

    @property
    def own(self) -> Rating | None:
        """The rating that counts now, if it is the citizen's."""
        return self.before if self.before == self.mine else None

    def refusal(self, today: date) -> str | None:
        """Return the code of the Problem why they may not rate or rate again, None if they may."""
        if self.dossier.status not in FINISHED:
            return "dossier_not_finished"
        if self.by is None:
            return "rating_needs_proof"
        if self.mine is not None and self.mine.left_out == LeftOut.STUFFED:
            return "rating_by_another"
        if self.before is None:
            return "rating_by_another" if _was_rated_by_somebody_erased(self.dossier) else None
        if not may_replace(self.by, self.before.proved_by, own=self.own is not None):
            return "rating_by_another"
        return "rating_final" if today > workflow.replaceable_until(self.before.rated_on) else None


def standing_of(citizen: Citizen, dossier: Dossier, *, lock: bool = False) -> Standing:
    """Return where the citizen stands with a dossier of theirs.

    Use `lock` before writing, so that a verdict does not exclude the ratings meanwhile.
    """
    ratings = Rating.objects.select_for_update() if lock else Rating.objects.all()
    mark = rater_hashes.dossier_hash(dossier.pk)
    once = rater_hashes.dossier_rater_hash(citizen.pk, dossier.pk)
    found = list(ratings.counted().filter(dossier_hash=mark) | ratings.said_last_by(once))
    before = next((row for row in found if row.current and row.dossier_hash == mark), None)
    mine = next((row for row in found if row.key and row.rater_hash == once), None)
    return Standing(dossier, ownership_of(citizen, dossier), before, mine)


def may_replace(by: str, before: str, *, own: bool) -> bool:
    """Return True if a rating proved by `by` replaces one proved by `before`.

    A phone's replaces a slip's, never the reverse; an equal one only if it is one's own.
    """
    stronger = STRENGTH[by] - STRENGTH.get(before, 0)
    return stronger > 0 or (own and stronger == 0)


def _was_rated_by_somebody_erased(dossier: Dossier) -> bool:
    mark = rater_hashes.erased_dossier_mark(rater_hashes.dossier_hash(dossier.pk))
    return UsedMark.objects.filter(mark=mark).exists()
