"""The only writer of the log of changes."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from foundation.api import logs
from foundation.desk.change_log.values import Difference
from foundation.desk.models import ChangeEntry

MAX_DIFFERENCES = 200  # of one entry: a draft with more is compared on its own page
Act: TypeAlias = ChangeEntry.Act
Where: TypeAlias = ChangeEntry.Where


def record(  # noqa: PLR0913  # one argument for each part of the sentence that an entry is
    officer: Any,
    act: ChangeEntry.Act,
    row: Model | type[Model],
    what: str,
    differences: Iterable[Difference] = (),
    *,
    command: str = "",
) -> ChangeEntry:
    """Append what `officer` (None: a command, then named) did to `row`, or to rows of a kind.

    And return the entry.

    Call it in the transaction of the change: then neither is there without the other. `what` says
    what was done, in words without anything personal.
    """
    entry: ChangeEntry = ChangeEntry.objects.create(
        officer=officer,
        office_id=office_of(officer) if officer else None,
        act=act,
        model=row._meta.label_lower,
        key="" if isinstance(row, type) else str(row.pk),
        what=what[: ChangeEntry.MAX_WHAT],
        differences=[one.as_json() for one in differences][:MAX_DIFFERENCES],
        where=Where.COMMAND if command else Where.ADMIN,
        command=command,
        request_id=logs.request_id.get() or "",
    )
    return entry


def office_of(officer: User) -> str | None:
    """Return where an officer holds a post today, None for nowhere."""
    posts: Any = officer.posts
    found: str | None = (
        posts.in_force(timezone.localdate())
        .order_by("pk")
        .values_list("office_id", flat=True)
        .first()
    )
    return found
