"""Totals of ratings, updated in the transaction of each rating. Publishing reads only these."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, IntegerField, Q, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from feedback.models import Questionnaire, Rating
from feedback.models.satisfaction import OVERALL, RatingTotal
from feedback.ratings.querysets import RatingQuerySet
from foundation.records import counters

SATISFIED = 4  # the lowest satisfied mark: «hài lòng» is 4, «rất hài lòng» 5
COUNTERS = ("count", "total", "satisfied")


class Key(NamedTuple):
    """The columns of RatingTotal.KEYS."""

    month: date
    office_id: str
    field: str
    procedure: str
    questionnaire: int
    measure: str


Numbers = tuple[int, ...]  # in the order of COUNTERS


def count_rating(rating: Rating, replaced: Rating | None = None) -> None:
    """Count a rating, in place of the one it replaces if any.

    Call it last in the transaction: it locks the office's counters, always in the same order, and
    ratings of one office wait for each other only here.
    """
    before = _counted(replaced) if replaced else ()
    counters.add(RatingTotal, RatingTotal.KEYS, counters.difference(before, _counted(rating)))


def uncount_ratings(ratings: Iterable[Rating]) -> None:
    """Subtract ratings from the totals. Call it last in the transaction, like `count_rating`."""
    counted = [row for rating in ratings for row in _counted(rating)]
    counters.add(RatingTotal, RatingTotal.KEYS, counters.difference(counted, ()))


def _counted(rating: Rating) -> Iterator[tuple[Key, dict[str, int]]]:
    """Yield the totals that a rating changes, with the numbers to add."""
    place = (
        rating.month,
        rating.office_id,
        rating.field_id or "",
        rating.procedure_id or "",
        rating.questionnaire.number,
    )
    for measure, mark in {OVERALL: rating.overall, **rating.aspects}.items():
        numbers = (1, mark, int(mark >= SATISFIED))
        yield Key(*place, measure), dict(zip(COUNTERS, numbers, strict=True))


# --- proving and repairing -----------------------------------------------------------------------


def wrong_totals() -> dict[Key, tuple[Numbers, Numbers]]:
    """Return the totals that differ from the ratings: stored and correct values."""
    return _find_differences(dict(_count_anew()))


def _find_differences(right: Mapping[Key, Numbers]) -> dict[Key, tuple[Numbers, Numbers]]:
    kept = {
        Key(*row[:-3]): row[-3:]
        for row in RatingTotal.objects.values_list(*RatingTotal.KEYS, *COUNTERS)
        if any(row[-3:])
    }
    nothing = (0, 0, 0)
    keys = sorted(kept.keys() | right.keys())
    return {
        key: (kept.get(key, nothing), right.get(key, nothing))
        for key in keys
        if kept.get(key) != right.get(key)
    }


@transaction.atomic
def rebuild_totals() -> int:
    """Recount everything and return how many totals were wrong. New ratings wait meanwhile."""
    counters.hold_writers(Rating, RatingTotal)
    right = dict(_count_anew())
    found = len(_find_differences(right))
    if found:
        RatingTotal.objects.all().delete()
        counters.add(
            RatingTotal,
            RatingTotal.KEYS,
            {key: dict(zip(COUNTERS, numbers, strict=True)) for key, numbers in right.items()},
        )
    return found


def _count_anew() -> Iterator[tuple[Key, Numbers]]:
    """Yield every total, computed from the ratings. One query per measure."""
    ratings = Rating.objects.counted().order_by()
    measures = {key for questionnaire in Questionnaire.objects.all() for key in questionnaire.keys}
    yield from _sum_marks(ratings, OVERALL, "overall")
    for measure in sorted(measures):
        marked = ratings.filter(aspects__has_key=measure)
        yield from _sum_marks(
            marked.annotate(mark=Cast(KT(f"aspects__{measure}"), IntegerField())), measure, "mark"
        )


def _sum_marks(ratings: RatingQuerySet, measure: str, mark: str) -> Iterator[tuple[Key, Numbers]]:
    columns = ("month", "office_id", "field_id", "procedure_id", "questionnaire__number")
    counted = {
        "n": Count("pk"),
        "sum": Sum(mark),
        "high": Count("pk", filter=Q(**{f"{mark}__gte": SATISFIED})),
    }
    rows = ratings.values_list(*columns).annotate(**counted)
    for month, office, field, procedure, questionnaire, *numbers in rows:
        yield (
            Key(month, office, field or "", procedure or "", questionnaire, measure),
            tuple(numbers),
        )
