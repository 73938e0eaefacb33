"""What is kept how long, and why.

One table, filled by each app in AppConfig.ready, carried out by `manage.py apply_retention`.

A class names the rows that are due at a moment and how they are removed. The same table tells
citizens what is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from foundation.records.append_only import ExpiringQuerySet

BATCH = 500
DAYS_OF_A_YEAR = 365


def delete_rows(rows: QuerySet[Any]) -> int:
    """Delete `rows` with what belongs to them, and return how many rows there were."""
    count = len(rows)
    rows.delete()
    return count


def expire_rows(rows: QuerySet[Any]) -> int:
    """Delete append-only `rows` that are old enough, and return how many there were."""
    return int(cast("ExpiringQuerySet", rows).expire())


@dataclass(frozen=True)
class RetentionClass:
    """One class of data.

    `due(before)` returns the rows whose time is over when everything since `before` is kept; a
    class with a `setting` gets the moment so many days ago, one without (each row says itself how
    long) gets the present. `remove(rows)` removes a bounded batch of them, inside a transaction,
    and returns how many; it gets the rows that are still due. `title`, `reason` and `text` (the
    period of a class without a setting) are for citizens and officers; `public` is off for what
    says nothing about citizens.
    """

    name: str
    title: str
    reason: str
    due: Callable[[datetime], QuerySet[Any]]
    setting: str = ""
    text: str = ""
    minimum_days: int = 1
    remove: Callable[[QuerySet[Any]], int] = delete_rows
    batch: int = BATCH
    public: bool = True

    @property
    def days(self) -> int | None:
        """The period in days as the installation has it, None where each row says it itself."""
        return int(getattr(settings, self.setting)) if self.setting else None

    @property
    def keeps(self) -> str:
        """The period in words.

        >>> RetentionClass("x", "X", "", lambda _before: None, text="đến khi hết hạn").keeps
        'đến khi hết hạn'
        """
        days = self.days
        return self.text if days is None else in_words(days)

    def rows(self, now: datetime) -> QuerySet[Any]:
        """Return the rows that are due at `now`."""
        return self.due(now - timedelta(days=self.days or 0))

    def apply(self, now: datetime) -> int:
        """Remove what is due at `now`, a batch in each transaction, and return how many rows.

        Safe to break off and rerun.
        """
        removed = 0
        while batch := self._next_batch(now):
            removed += batch
        return removed

    @transaction.atomic
    def _next_batch(self, now: datetime) -> int:
        """Remove the next rows.

        A batch of which nothing can be removed ends it: there is no progress any more.
        """
        keys = list(self.rows(now).order_by("pk").values_list("pk", flat=True)[: self.batch])
        return self.remove(self.rows(now).filter(pk__in=keys)) if keys else 0


def in_words(days: int) -> str:
    """Return a period in Vietnamese.

    >>> in_words(730), in_words(90)
    ('2 năm', '90 ngày')
    """
    years, rest = divmod(days, DAYS_OF_A_YEAR)
    return f"{years} năm" if years and not rest else f"{days} ngày"


_classes: dict[str, RetentionClass] = {}


def register(*added: RetentionClass) -> None:
    """Add classes; for AppConfig.ready. Raises ValueError for a name that is taken."""
    for one in added:
        if one.name in _classes:
            raise ValueError(one.name)
        _classes[one.name] = one


def classes() -> tuple[RetentionClass, ...]:
    """Return every class, in the order of registration."""
    return tuple(_classes.values())
