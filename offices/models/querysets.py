"""Querysets of offices and posts in force on a day, and of public posts."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q


def _in_force(day: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


class OfficeQuerySet(models.QuerySet[Any]):
    """Offices by date."""

    def in_force(self, day: date) -> Self:
        """Return the offices that work on `day`."""
        return self.filter(_in_force(day))


class OfficerQuerySet(models.QuerySet[Any]):
    """Posts by date and publicity."""

    def published(self) -> Self:
        """Return the posts that citizens may see."""
        return self.filter(published=True)

    def in_force(self, day: date) -> Self:
        """Return the posts that are held on `day`."""
        return self.filter(_in_force(day))
