"""Recount past ratings without those that today's rules would refuse.

A rating that is left out keeps its row, with the reason; its rater can still read it. Published
months and their totals stay unchanged: published figures never change
(docs/decisions/0013-satisfaction.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from citizens.models import Citizen
from dossiers.models import Dossier, Factor, Ownership, Proof
from dossiers.owners.ownership import STRENGTH
from feedback.models import LeftOut, Origin, Rating, SatisfactionRelease
from feedback.ratings import rater_hashes
from feedback.ratings.querysets import RatingQuerySet
from feedback.satisfaction import publishing, rating_totals
from foundation.publishing.models import bump_revision

AT_ONCE = 1_000


class Claim(NamedTuple):
    """The dossier of a rating, and its rater's proof; "" for four digits only."""

    dossier_id: int
    proved_by: str


@transaction.atomic
def leave_out(keys: Iterable[UUID], reason: LeftOut) -> int:
    """Stop counting these ratings, except in published months; return how many."""
    bump_revision(publishing.REVISION)  # its lock prevents publishing a month meanwhile
    # Lock ratings only: new ones must still be able to refer to the questionnaire.
    rows = Rating.objects.counted().select_for_update(of=("self",)).filter(pk__in=list(keys))
    unpublished = list(_of_open_months(rows).select_related("questionnaire").order_by("pk"))
    for rating in unpublished:
        rating.current, rating.left_out = False, reason
        rating.save(update_fields=["current", "left_out"])
    rating_totals.uncount_ratings(unpublished)
    return len(unpublished)


@transaction.atomic
def recount() -> Counter[str]:
    """Leave out second visits of a day, and weak or repeated ratings without a dossier's hash.

    The other ratings without a dossier's hash get it. Returns how many ratings were left out by
    reason; "unknown" are those whose proof is no longer stored, which are kept.
    """
    done: Counter[str] = Counter()
    done[LeftOut.SAME_DAY] = leave_out(_second_visits(), LeftOut.SAME_DAY)
    old = _of_open_months(_without_dossier())
    wanted = set(old.values_list("rater_hash", flat=True))
    claims = _find_claims(wanted)
    weak = [mark for mark, claim in claims.items() if not claim.proved_by]
    done[LeftOut.WEAK_PROOF] = leave_out(_keys(old, weak), LeftOut.WEAK_PROOF)
    others = [
        key
        for dossier_id, marks in _by_dossier(claims).items()
        for key in _keep_strongest(dossier_id, old.filter(rater_hash__in=marks), claims)
    ]
    done[LeftOut.SAME_DOSSIER] = leave_out(others, LeftOut.SAME_DOSSIER)
    done["unknown"] = len(wanted - claims.keys())
    return +done


def _of_open_months(ratings: RatingQuerySet) -> RatingQuerySet:
    newest = SatisfactionRelease.objects.order_by("-month").values_list("month", flat=True).first()
    return ratings.filter(month__gt=newest) if newest else ratings


def _second_visits() -> list[UUID]:
    """Return all but one of each citizen's counted visits to an office on a day.

    They have no order, so any of them is kept.
    """
    visits = Rating.objects.counted().exclude(origin=Origin.DOSSIER).exclude(owner_hash="")
    place = ("owner_hash", "office_id", "rated_on")
    repeated = visits.order_by().values_list(*place).annotate(n=Count("pk")).filter(n__gt=1)
    found: list[UUID] = []
    for owner, office, day, _number in repeated:
        same = visits.filter(owner_hash=owner, office=office, rated_on=day)
        found += same.order_by("pk").values_list("pk", flat=True)[1:]
    return found


def _without_dossier() -> RatingQuerySet:
    rows: RatingQuerySet = Rating.objects.counted().filter(origin=Origin.DOSSIER, dossier_hash="")
    return rows.exclude(rater_hash="")


def _find_claims(wanted: set[str]) -> dict[str, Claim]:
    """Return the strongest claim for each rater hash with a stored proof."""
    found: dict[str, Claim] = {}
    for citizen_id, claim in _all_claims() if wanted else ():
        mark = rater_hashes.dossier_rater_hash(citizen_id, claim.dossier_id)
        if mark in wanted and _strength(claim) >= _strength(found.get(mark)):
            found[mark] = claim
    return found


def _strength(claim: Claim | None) -> int:
    return STRENGTH.get(claim.proved_by, 0) if claim else -1


def _all_claims() -> Iterator[tuple[int, Claim]]:
    proofs = Proof.objects.order_by().values_list("citizen_id", "dossier_id", "factor")
    for citizen_id, dossier_id, factor in proofs.iterator():
        proved = Ownership.SLIP if factor == Factor.SLIP_SECRET else ""
        yield citizen_id, Claim(dossier_id, proved)
    with_phone = Dossier.objects.exclude(applicant_phone_hash="").order_by()
    rows = with_phone.values_list("pk", "applicant_phone_hash").iterator()
    while part := list(islice(rows, AT_ONCE)):
        phones = {phone for _dossier, phone in part}
        citizens = dict(
            Citizen.objects.filter(phone_hash__in=phones).values_list("phone_hash", "pk")
        )
        for dossier_id, phone in part:
            if phone in citizens:
                yield citizens[phone], Claim(dossier_id, Ownership.PHONE)


def _by_dossier(claims: Mapping[str, Claim]) -> Mapping[int, list[str]]:
    by_dossier: dict[int, list[str]] = defaultdict(list)
    for mark, claim in claims.items():
        if claim.proved_by:
            by_dossier[claim.dossier_id].append(mark)
    return by_dossier


def _keep_strongest(
    dossier_id: int, same: RatingQuerySet, claims: Mapping[str, Claim]
) -> list[UUID]:
    """Mark the one rating of a dossier that counts; return the keys of the rest.

    It is the strongest, of equal ones the first. A rating that already has the dossier's hash was
    accepted under today's rules and is kept.
    """
    mark = rater_hashes.dossier_hash(dossier_id)
    taken = Rating.objects.counted().filter(dossier_hash=mark).exists()

    def place(rating: Rating) -> tuple[int, date, UUID]:
        return -_strength(claims[rating.rater_hash]), rating.rated_on, rating.pk

    ordered = sorted(same, key=place)
    kept, others = ([], ordered) if taken else (ordered[:1], ordered[1:])
    for rating in kept:
        rating.dossier_hash, rating.proved_by = mark, claims[rating.rater_hash].proved_by
        rating.save(update_fields=["dossier_hash", "proved_by"])
    return [rating.pk for rating in others]


def _keys(ratings: RatingQuerySet, marks: Iterable[str]) -> list[UUID]:
    return list(ratings.filter(rater_hash__in=list(marks)).values_list("pk", flat=True))
