"""The only writer of the log of changes."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db.models import Model

from foundation.api import logs
from foundation.desk.change_log.values import Difference
from foundation.desk.models import ChangeEntry
from foundation.desk.posts import posts_of
from foundation.records.vietnamese import fold

FIELD = "|"  # stands before the name of each field in `words`
MAX_WORDS = 4_000
MAX_DIFFERENCES = 200  # in one entry; larger drafts are compared on their own page
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
    """Append an entry about what `officer`, or a command, did to `row` or to rows of a model.

    `officer` is None for a command, whose name is then `command`. `what` says what was done, in
    words without anything personal. Call it in the transaction of the change, so that there is
    never one without the other.
    """
    told = [one.as_json() for one in differences][:MAX_DIFFERENCES]
    entry: ChangeEntry = ChangeEntry.objects.create(
        officer=officer,
        office_id=office_of(officer) if officer else None,
        act=act,
        model=row._meta.label_lower,
        key="" if isinstance(row, type) else str(row.pk),
        what=what[: ChangeEntry.MAX_WHAT],
        differences=told,
        words=words_of(what, [str(one["title"]) for one in told]),
        where=Where.COMMAND if command else Where.ADMIN,
        command=command,
        request_id=logs.request_id.get() or "",
    )
    return entry


def words_of(what: str, fields: Iterable[str]) -> str:
    """Return by which words an entry is found: of what was done, then of each field.

    >>> words_of("Sửa", ["Hạn trả", "Đơn vị"])
    'sua|han tra|don vi'
    """
    return FIELD.join(fold(one) for one in (what, *dict.fromkeys(fields)))[:MAX_WORDS]


def office_of(officer: User) -> str | None:
    """Return the office of an officer's first post today, None without a post."""
    return next((post.office for post in posts_of(officer)), None)
