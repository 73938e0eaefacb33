"""Which offices and officers are in force on a day."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


def _in_force(day: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class OfficeQuerySet(models.QuerySet[Any]):
    """Offices by date."""

    def in_force(self, day: date) -> "OfficeQuerySet":
        """Return the offices that work on `day`."""
        return self.filter(_in_force(day))


class OfficerQuerySet(models.QuerySet[Any]):
    """Officers by date and publicity."""

    def published(self) -> "OfficerQuerySet":
        """Return the officers whom citizens may see."""
        return self.filter(published=True)
