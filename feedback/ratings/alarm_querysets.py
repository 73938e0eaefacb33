"""Which alarms a leader sees, and which they may judge."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q

from offices.tree import offices_below


class RatingAlarmQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Alarms by office."""

    def visible_to_officer(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return the alarms of the user's offices and of those below."""
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(office__among=offices_below(user, day))

    def judged_by(self, user: User | AnonymousUser, day: date | None = None) -> Self:
        """Return the alarms that the user may judge: of offices below a post of theirs.

        Nobody judges alarms of their own office, except for the top office.
        """
        rows = self.visible_to_officer(user, day)
        if not user.is_active or user.is_superuser:
            return rows
        return rows.filter(
            Q(office__parent__isnull=True) | Q(office__parent__among=offices_below(user, day))
        )

    def open(self) -> Self:
        """Return the alarms that are not judged yet."""
        return self.filter(verdict="")
