"""Rows that a worker holds for a while: claim, hold on, settle, sweep. One way for every outbox.

A claim is a lease. Every write names the worker and the end of its lease, so one that was thought
dead changes nothing. A model has `claimed_by` and `lease_until`; what else a row says is its
room's.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import connection, models, transaction
from django.utils import timezone

FREE = {"claimed_by": "", "lease_until": None}


@dataclass(frozen=True)
class Claim:
    """A worker's hold on a row until `lease_until`."""

    model: type[models.Model]
    pk: int
    worker: str
    lease_until: datetime

    def row(self) -> models.QuerySet[Any]:
        """Return the row while this very claim holds, otherwise nothing."""
        rows = self.model._default_manager.filter(pk=self.pk)
        return rows.filter(claimed_by=self.worker, lease_until=self.lease_until)

    def settle(self, **values: object) -> bool:
        """Write `values` and let go; return False if the claim does not hold any more."""
        return bool(self.row().update(**FREE, **values))

    def hold(self, lease: timedelta, **values: object) -> Self | None:
        """Write `values` and hold for `lease` from now; None if it does not hold any more."""
        until = timezone.now() + lease
        held = self.row().update(lease_until=until, **values)
        return replace(self, lease_until=until) if held else None


@transaction.atomic
def claim(
    due: models.QuerySet[Any], worker: str, lease: timedelta, limit: int, **values: object
) -> list[Claim]:
    """Take up to `limit` rows of `due`, in one committed step; `values` are written, too.

    Other workers skip them, and skip rows that are locked. `due` joins nothing.
    """
    until = timezone.now() + lease
    locking = connection.features.has_select_for_update_skip_locked
    rows = due.select_for_update(skip_locked=True) if locking else due
    keys = list(rows.values_list("pk", flat=True)[:limit])
    mine = due.order_by().filter(pk__in=keys)
    mine.update(claimed_by=worker, lease_until=until, **values)
    return [Claim(due.model, pk, worker, until) for pk in keys]


def sweep(lapsed: models.QuerySet[Any], **values: object) -> int:
    """Take the rows whose lease ran out away from their workers; write `values`, return how many.

    Nobody knows whether what their workers began was done.
    """
    return int(lapsed.update(**FREE, **values))
