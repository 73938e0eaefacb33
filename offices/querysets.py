"""Which offices and officers are in force on a day.

And which offices a user of the admin works for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone


def _in_force(day: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


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

    def in_force(self, day: date) -> "OfficerQuerySet":
        """Return the posts that are held on `day`."""
        return self.filter(_in_force(day))


def offices_below(user: Any, day: date | None = None) -> frozenset[str]:
    """Return the offices where `user` holds a post on `day` (today), and all offices below them.

    Whose rows these are, only this user may see. Costs two queries: an office has no list of all
    above it, and a province has a few hundred.
    """
    day, known = day or timezone.localdate(), _remembered.get()
    key = (user.pk, day)
    if known is None:
        return _offices_below(user, day)
    if key not in known:
        known[key] = _offices_below(user, day)
    return known[key]


_remembered: ContextVar[dict[tuple[Any, date], frozenset[str]] | None] = ContextVar(
    "offices_below", default=None
)


@contextmanager
def remembering_offices() -> Iterator[None]:
    """Ask once for the offices of a user inside the block.

    For a page that looks into a dozen tables. It writes nothing.
    """
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def _offices_below(user: Any, day: date) -> frozenset[str]:
    from offices.models import Officer  # models import this module

    held = Officer.objects.in_force(day).filter(user=user).values_list("office_id", flat=True)
    return with_below(held)


def with_below(offices: Iterable[str]) -> frozenset[str]:
    """Return `offices` (their ids) and all offices below them.

    Costs one query where there are some.
    """
    from offices.models import Office  # models import this module

    found = set(offices)
    children: dict[str | None, list[str]] = defaultdict(list)
    for office, parent in Office.objects.order_by().values_list("pk", "parent_id") if found else ():
        children[parent].append(office)
    waiting = list(found)
    for office in waiting:
        below = [child for child in children[office] if child not in found]
        found.update(below)
        waiting.extend(below)
    return frozenset(found)
