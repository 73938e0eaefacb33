"""Which ratings and follow-ups exist for whom: the only ways to look one up.

Officers see a rating by itself only when nothing can be learned from its appearing or vanishing:
its month is over for good, nobody can replace it any more, and at least MINIMUM people rated the
office in that month. A follow-up is seen from the day after it was opened.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from feedback.ratings.raters import owner_hash
from feedback.ratings.workflow import DUE, REPLACEABLE_DAYS
from offices.tree import offices_below

if TYPE_CHECKING:
    from citizens.models import Citizen

MINIMUM = 5  # no smaller group is shown to anybody [NĐ 309/2026 Đ6]


def newest_closed_month(today: date) -> date:
    """Return the first day of the newest month of which no rating can be replaced any more.

    >>> newest_closed_month(date(2026, 11, 14)), newest_closed_month(date(2026, 11, 15))
    (datetime.date(2026, 9, 1), datetime.date(2026, 10, 1))
    """
    last = today - timedelta(days=REPLACEABLE_DAYS + 1)  # ratings of this day and earlier are final
    following = last + timedelta(days=1)
    month = following.replace(day=1) - timedelta(days=1)
    return month.replace(day=1)


class RatingQuerySet(models.QuerySet[Any]):
    """Ratings by rater and by who may see them.

    They are never deleted, and changed by `feedback.ratings.actions` only.
    """

    def of_citizen(self, citizen: "Citizen") -> "RatingQuerySet":
        """Return a citizen's own, replaced ones included."""
        return self.filter(owner_hash=owner_hash(citizen))

    def counted(self) -> "RatingQuerySet":
        """Return those that count: of each rater the newest."""
        return self.filter(current=True)

    def visible_to_officer(self, user: Any, day: date | None = None) -> "RatingQuerySet":
        """Return what an officer may see by itself.

        Of their offices and all below, of closed months with enough ratings.

        Enough are five of the office itself, whose figure of this month is published, and no others
        of offices below in it: who reads single ratings and subtracts them from published figures
        must not find a smaller group either.
        """
        if not user.is_active:
            return self.none()
        rows = self.counted().filter(month__lte=newest_closed_month(day or timezone.localdate()))
        if not user.is_superuser:
            rows = rows.filter(office__in=list(offices_below(user, day)))
        alike = (
            self.model.objects.counted()
            .filter(office=OuterRef("office"), month=OuterRef("month"))
            .order_by("id")
        )
        below = self.model.objects.counted().filter(_just_below(), month=OuterRef("month"))
        found: RatingQuerySet = rows.filter(
            Exists(alike[MINIMUM - 1 : MINIMUM]), _published(), ~Exists(below)
        )
        return found


def _just_below() -> Q:
    """Return the condition that an office is one or two levels below that of the outer row.

    There are no more of them.
    """
    return Q(office__parent=OuterRef("office")) | Q(office__parent__parent=OuterRef("office"))


def _published() -> Exists:
    from feedback.models import PublishedFigure  # models import this module

    month = {"first": OuterRef("month"), "last": OuterRef("month")}
    return Exists(
        PublishedFigure.objects.filter(
            office=OuterRef("office"), field="", procedure="", measure="overall", **month
        )
    )


class FollowUpQuerySet(models.QuerySet[Any]):
    """Follow-ups by who may see them, and which come first."""

    def visible_to_officer(self, user: Any, day: date | None = None) -> "FollowUpQuerySet":
        """Return those of the offices where the user holds a post today and of all below.

        Opened before today.

        Whoever watched the list during the day would else see whose dossier had just been returned.
        """
        day = day or timezone.localdate()
        if not user.is_active:
            return self.none()
        rows = self.filter(opened_on__lt=day)
        return rows if user.is_superuser else rows.filter(office__in=list(offices_below(user, day)))

    def due(self) -> "FollowUpQuerySet":
        """Return those for which the office has to do something."""
        return self.filter(status__in=DUE)

    def late(self, today: date) -> "FollowUpQuerySet":
        """Return those that should have been acted upon before today."""
        return self.due().filter(due_on__lt=today)
