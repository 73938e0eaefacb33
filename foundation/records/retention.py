"""Retention periods and their reasons: rooms register classes, `manage.py apply_retention` deletes.

A class defines which rows are due and how they are removed. The same classes are listed for
citizens.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.database.partitions import Daily
from foundation.records.append_only import ExpiringQuerySet
from foundation.records.one_by_one import OneByOne

BATCH = 500
DAYS_OF_A_YEAR = 365


def delete_rows(rows: QuerySet[Any]) -> int:
    """Delete `rows` and their dependent rows; return how many rows there were."""
    count = len(rows)
    rows.delete()
    return count


def expire_rows(rows: QuerySet[Any]) -> int:
    """Delete append-only `rows` that are old enough, and return how many."""
    return int(cast("ExpiringQuerySet", rows).expire())


@dataclass(frozen=True)
class RetentionClass:
    """One class of data.

    `setting` is the setting with the period in days; without one, each row decides itself how long
    it is kept, and `text` describes that. `due(before)` returns the expired rows: `before` is the
    present minus the period. `remove(rows)` removes a batch of them inside a transaction and
    returns how many. `daily` is a table with a partition for each day: expired days are dropped
    whole first, so `due` counts whole days. `order` is the order of removal. `title`, `reason` and
    `text` are for citizens and officers; `public` is off if the data is not about citizens.
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
    order: str = "pk"
    public: bool = True
    daily: Daily | None = None

    @property
    def days(self) -> int | None:
        """The installation's period in days, None if each row decides itself."""
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
        """Remove what is due at `now`, each batch in its own transaction; return how many rows.

        It may be interrupted and run again at any time. Rows that cannot be removed do not stop
        others: RowsFailed is raised at the end.
        """
        removed, each, kept = self._drop_days(now), OneByOne("row_not_removed"), list[Any]()
        while keys := self._next_keys(now, kept):
            done, failed = each.batch(partial(self._remove, now), keys, kind=self.name)
            if not any(done) and not failed:  # somebody else removes them
                break
            removed += sum(done)
            kept += failed
        each.end()
        return removed

    def _drop_days(self, now: datetime) -> int:
        """Drop expired days, and create future ones; return how many rows were dropped.

        Rows that a trigger protects for `minimum_days` are not dropped either.
        """
        if self.daily is None:
            return 0
        self.daily.make_days(timezone.localdate(now))
        kept = timedelta(days=max(self.days or 0, self.minimum_days))
        return self.daily.drop_days(now - kept)

    def _next_keys(self, now: datetime, kept: list[Any]) -> list[Any]:
        """Return the keys of the next rows that are due, except those in `kept`."""
        due = self.rows(now).exclude(pk__in=kept) if kept else self.rows(now)
        return list(due.order_by(self.order).values_list("pk", flat=True)[: self.batch])

    @transaction.atomic
    def _remove(self, now: datetime, keys: list[Any]) -> int:
        return self.remove(self.rows(now).filter(pk__in=keys))


def in_words(days: int) -> str:
    """Return a period in Vietnamese.

    >>> in_words(730), in_words(90)
    ('2 năm', '90 ngày')
    """
    years, rest = divmod(days, DAYS_OF_A_YEAR)
    return f"{years} năm" if years and not rest else f"{days} ngày"


_classes: dict[str, RetentionClass] = {}


def register(*added: RetentionClass) -> None:
    """Add classes; for AppConfig.ready. Raises ValueError for a name that exists already."""
    for one in added:
        if one.name in _classes:
            raise ValueError(one.name)
        _classes[one.name] = one


def classes() -> tuple[RetentionClass, ...]:
    """Return all classes, in the order of registration."""
    return tuple(_classes.values())


def go_through(
    chosen: Iterable[RetentionClass], now: datetime, *, apply: bool
) -> Iterator[tuple[RetentionClass, int]]:
    """Yield how many rows of each class are due, with `apply` after they were removed.

    A class that fails keeps no other waiting; RowsFailed is raised at the end.
    """
    each = OneByOne("retention_class_failed")
    for one in chosen:
        with each.guard(kind=one.name):
            yield one, one.apply(now) if apply else one.rows(now).count()
    each.end()
