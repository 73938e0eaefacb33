"""Querysets of ratings and follow-ups, and their order.

`visibility` decides which single ratings officers may see.
"""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils import timezone

from citizens.models import Citizen
from feedback.ratings.rater_hashes import owner_hash
from feedback.ratings.workflow import DUE
from offices.tree import offices_below


class RatingQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Ratings. They are never deleted, and only `feedback.ratings.actions` changes them."""

    def of_citizen(self, citizen: Citizen) -> Self:
        """Return the citizen's own ratings, replaced ones included."""
        return self.filter(owner_hash=owner_hash(citizen))

    def counted(self) -> Self:
        """Return the ratings that count: one per dossier and per visit."""
        return self.filter(current=True)

    def newest_of_rater(self) -> Self:
        """Return the last rating of each rater, even if it does not count."""
        return self.filter(key__isnull=False)

    def said_last_by(self, rater_hash: str) -> Self:
        """Return one rater's last rating of one dossier or visit: one row, or none."""
        return self.newest_of_rater().filter(rater_hash=rater_hash)


class FollowUpQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Follow-ups by viewer and due date."""

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return the follow-ups of the user's offices and those below, opened before today.

        Today's are left out: somebody who watches the list could tell whose dossier was just
        returned.
        """
        day = day or timezone.localdate()
        if not user.is_active:
            return self.none()
        rows = self.filter(opened_on__lt=day)
        return rows if user.is_superuser else rows.filter(office__among=offices_below(user, day))

    def due(self) -> Self:
        """Return the follow-ups on which the office has to act."""
        return self.filter(status__in=DUE)

    def late(self, today: date) -> Self:
        """Return the follow-ups that the office should have acted on before today."""
        return self.due().filter(due_on__lt=today)
