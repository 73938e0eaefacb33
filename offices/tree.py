"""The tree of offices: which offices lie below others, and below the posts of an officer."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from foundation.desk.remembering import remembered
from offices.models import Office, Officer

AnyUser = User | AnonymousUser


def with_below(offices: Iterable[str]) -> frozenset[str]:
    """Return `offices` (their ids) and all offices below them.

    Costs one query, or none for no offices.
    """
    found = set(offices)
    if not found:
        return frozenset()
    children: dict[str | None, list[str]] = defaultdict(list)
    for office, parent in Office.objects.order_by().values_list("pk", "parent_id"):
        children[parent].append(office)
    waiting = list(found)
    for office in waiting:
        below = [child for child in children[office] if child not in found]
        found.update(below)
        waiting.extend(below)
    return frozenset(found)


def with_above(office: str) -> list[str]:
    """Return `office` (its id) and every office above it, the nearest first. Costs one query."""
    parents = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    found = [office]
    while (parent := parents.get(found[-1])) is not None and parent not in found:
        found.append(parent)
    return found


def offices_below(user: AnyUser, day: date | None = None) -> frozenset[str]:
    """Return the offices where `user` holds a post on `day` (today), and all offices below them.

    Costs two queries: an office has no list of all above it, and a province has a few hundred.
    """
    on = day or timezone.localdate()
    return remembered(("offices below", user.pk, on), lambda: _read_offices_below(user, on))


def _read_offices_below(user: AnyUser, day: date) -> frozenset[str]:
    held = Officer.objects.in_force(day).filter(user=user.pk).values_list("office_id", flat=True)
    return with_below(held)
