"""The posts of an officer, which one page asks for several times and reads once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from foundation.desk.remembering import remembered


@dataclass(frozen=True)
class Post:
    """A post: its office, the office above, and whether there are offices below."""

    office: str
    above: str | None
    has_below: bool


def posts_of(user: Any, day: date | None = None) -> Sequence[Post]:
    """Return the posts of a user on `day` (default today), the oldest first. Costs one query.

    Nobody who is not signed in has any. The rows belong to `offices`, whose queryset reads them.
    """
    on, rows = day or timezone.localdate(), getattr(user, "posts", None)
    if rows is None:
        return ()
    return remembered(("posts", user.pk, on), lambda: [Post(*row) for row in rows.held_on(on)])
