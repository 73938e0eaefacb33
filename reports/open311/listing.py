"""Which site reports are listed, and what of each. Held in memory, made anew every few minutes.

- Reports that an office has begun with or decided; of the last 365 days, the newest MOST.
- Sent before yesterday began, and with days instead of moments: who saw somebody take a picture
  does not find the report by its time.
- Only of an office and month with SMALLEST_GROUP of them or more, whatever is asked: else a quiet
  commune's only report could be told by its neighbours. Public figures count other reports (also
  withdrawn and declined ones), so that the two together may tell how many of a month are not
  listed; of holes in roads the province may say that, of people it would not.
- The id is a keyed hash of the number: it opens nothing, and leads nobody to the number.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from foundation.publishing.days import Day, day_in_vietnam
from foundation.records import process_memory
from foundation.records.encryption import keyed_hash
from foundation.records.smallest_group import SMALLEST_GROUP
from reports.models import Report
from reports.workflow import Status

KIND = "site_report"
KEPT = timedelta(minutes=5)  # aligned to the clock, so that all processes renew theirs at once
DAYS, MOST = 365, 20_000
ID_LENGTH = 16
OPEN_STATUSES = (Status.RECEIVED, Status.NEED_MORE, Status.VERIFYING, Status.DISPUTED)
_COLUMNS = (
    "number",
    "topic__code",
    "office_id",
    "status",
    "outcome",
    "first_received_at",
    "changed_at",
    "due_at",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as others see it; `outcome` is empty while it is open."""

    id: str
    service: str
    office: str
    is_open: bool
    outcome: str
    sent_on: date
    changed_on: date
    due_on: date | None


@dataclass(frozen=True)
class Listing:
    """All listed reports, newest first."""

    made_for: datetime
    reports: tuple[Listed, ...] = ()
    by_id: Mapping[str, Listed] = field(default_factory=dict)


def make_listing(moment: datetime) -> Listing:
    """Return the listing as of `moment`. Costs one query."""
    known = [_listed(row) for row in _rows(moment)]
    crowds = Counter(_crowd(one) for one in known)
    shown = tuple(one for one in known if crowds[_crowd(one)] >= SMALLEST_GROUP)
    return Listing(moment, shown, {one.id: one for one in shown})


def _crowd(one: Listed) -> tuple[str, int, int]:
    return one.office, one.sent_on.year, one.sent_on.month


def _rows(moment: datetime) -> list[tuple[Any, ...]]:
    yesterday = Day.of(day_in_vietnam(moment) - timedelta(days=1))
    found = Report.objects.filter(
        kind=KIND,
        status__in=(*OPEN_STATUSES, Status.CONCLUDED),
        first_received_at__lt=datetime.fromtimestamp(yesterday.begins, tz=moment.tzinfo),
        first_received_at__gte=moment - timedelta(days=DAYS),
    )
    return list(found.order_by("-first_received_at", "-pk").values_list(*_COLUMNS)[:MOST])


def _listed(row: tuple[Any, ...]) -> Listed:
    number, topic, office, status, outcome, sent, changed, due = row
    is_open = status in OPEN_STATUSES
    return Listed(
        keyed_hash("open311", number)[:ID_LENGTH],
        topic or KIND,
        office,
        is_open,
        "" if is_open else outcome,
        day_in_vietnam(sent),
        day_in_vietnam(changed),
        day_in_vietnam(due) if due else None,
    )


class _Held:
    """The listing of this process."""

    def __init__(self) -> None:
        self._listing: Listing | None = None
        self._lock = threading.Lock()

    def current(self) -> Listing:
        """Return the listing of these minutes; one thread makes it, the others wait."""
        now = timezone.now()
        begun = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % KEPT
        with self._lock:
            if self._listing is None or self._listing.made_for != begun:
                self._listing = make_listing(begun)
            return self._listing

    def forget(self) -> None:
        """Make it anew when it is asked for next."""
        self._listing = None


_held = _Held()
current = _held.current
process_memory.register(_held.forget)
