"""The tree of offices: which offices are below others, and below the posts of an officer."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.utils import timezone

from foundation.desk.posts import posts_of
from foundation.desk.remembering import remembered

AnyUser = User | AnonymousUser


# Follows the tree in the database: of 17,000 offices only those of one province are read. UNION,
# not UNION ALL, ends a circle.
_BELOW = """
WITH RECURSIVE found(id) AS (
    SELECT id FROM offices_office WHERE id IN ({marks})
    UNION SELECT office.id FROM offices_office office JOIN found ON office.parent_id = found.id
) SELECT id FROM found
"""
_ABOVE = """
WITH RECURSIVE found(id, parent_id, height) AS (
    SELECT id, parent_id, 0 FROM offices_office WHERE id = %s
    UNION ALL SELECT office.id, office.parent_id, height + 1
    FROM offices_office office JOIN found ON office.id = found.parent_id WHERE height < 20
) SELECT id FROM found ORDER BY height
"""


def with_below(offices: Iterable[str]) -> frozenset[str]:
    """Return `offices` (their ids) and all offices below them.

    Costs one query, or none for no offices.
    """
    tops = list(offices)
    if not tops:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(marks=", ".join(["%s"] * len(tops))), tops)
        return frozenset(tops) | {office for (office,) in cursor.fetchall()}


def with_above(office: str) -> list[str]:
    """Return `office` (its id) and every office above it, the nearest first. Costs one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [office])
        found = [above for (above,) in cursor.fetchall()]
    return list(dict.fromkeys([office, *found]))


def offices_below(user: AnyUser, day: date | None = None) -> frozenset[str]:
    """Return the offices of the posts of `user` on `day` (default today), and all below them.

    Costs two queries; one where no office is below them.
    """
    on = day or timezone.localdate()
    return remembered(("offices below", user.pk, on), lambda: _read_offices_below(user, on))


def _read_offices_below(user: AnyUser, day: date) -> frozenset[str]:
    held = posts_of(user, day)
    above = with_below(post.office for post in held if post.has_below)
    return above.union(post.office for post in held)
