"""Which single ratings an officer may see.

A rating is shown only when its appearance or absence reveals nothing: ratings of its month can no
longer be replaced, and at least SMALLEST_GROUP people rated the office in that month.
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef
from django.utils import timezone

from feedback.models import PublishedFigure, Rating
from feedback.ratings.querysets import RatingQuerySet
from feedback.ratings.workflow import newest_final_month
from foundation.records.smallest_group import SMALLEST_GROUP
from offices.tree import offices_below


def ratings_visible_to(user: User | AnonymousUser, day: date | None = None) -> RatingQuerySet:
    """Return the ratings of the officer's offices, and of those below, that are safe to show.

    The office needs SMALLEST_GROUP ratings of its own in the month, a published figure of that
    month, and no ratings of offices below it: otherwise somebody could subtract single ratings from
    published figures and find a smaller group.
    """
    if not user.is_active:
        return Rating.objects.none()
    ratings = Rating.objects.counted().filter(
        month__lte=newest_final_month(day or timezone.localdate())
    )
    if not user.is_superuser:
        ratings = ratings.filter(office__among=offices_below(user, day))
    # There are at most two levels of offices below one. Asked for both at once (OR), databases
    # would read all ratings of the month for each rating; one level after the other has an index.
    apart = ~_rated_below("office__parent"), ~_rated_below("office__parent__parent")
    return ratings.filter(_enough_in_month(), _is_published(), *apart)


def _enough_in_month() -> Exists:
    same = Rating.objects.counted().filter(office=OuterRef("office"), month=OuterRef("month"))
    return Exists(same.order_by("id")[SMALLEST_GROUP - 1 : SMALLEST_GROUP])


def _is_published() -> Exists:
    month = {"first": OuterRef("month"), "last": OuterRef("month")}
    return Exists(
        PublishedFigure.objects.filter(
            office=OuterRef("office"), field="", procedure="", measure="overall", **month
        )
    )


def _rated_below(path: str) -> Exists:
    same_month = Rating.objects.counted().filter(month=OuterRef("month"))
    return Exists(same_month.filter(**{path: OuterRef("office")}))
