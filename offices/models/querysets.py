"""Querysets of offices and posts in force on a day, and of public posts."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q


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

    def held_on(self, day: date) -> list[Any]:
        """Return office, the office above, and whether one is below, of the posts of `day`."""
        offices = self.model._meta.get_field("office").related_model.objects
        below = Exists(offices.filter(parent=OuterRef("office")))
        rows = self.in_force(day).order_by("pk")
        return list(rows.values_list("office", "office__parent", below))
