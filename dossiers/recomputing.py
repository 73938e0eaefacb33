"""Due dates follow the working calendar.

A correction of days off moves those of open dossiers, and says so.

The calendar has a revision of its own, which moves in the transaction of its change. Another one
remembers up to which revision the due dates were computed, so a change is never forgotten: a few
dossiers are done right after the change commits, many by `manage.py recompute_due_dates`, which
deploy/ runs every few minutes and which has nothing to do while the two are equal.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from dossiers import clock, effects, notifying
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import PAUSED, RUNNING
from foundation.publishing.models import Revision
from offices.actions import CALENDAR_REVISION
from offices.calendar import WorkingCalendar, YearNotLoaded, load_calendar

log = structlog.get_logger("police_portal.dossiers")
REVISION = "dossiers_due"
BATCH = 500
AT_ONCE = 2000  # more than this would keep an officer waiting who corrects a day


@dataclass(frozen=True)
class Recomputed:
    """What a run did.

    Dossiers looked at, due dates moved, and those whose calendar year is missing.
    """

    seen: int = 0
    moved: int = 0
    refused: int = 0

    def __add__(self, other: "Recomputed") -> "Recomputed":
        return Recomputed(
            self.seen + other.seen, self.moved + other.moved, self.refused + other.refused
        )

    def __str__(self) -> str:
        text = f"Đã xem {self.seen} hồ sơ đang giải quyết, dời ngày hẹn của {self.moved} hồ sơ."
        return text + (
            f" {self.refused} hồ sơ chưa tính được vì lịch làm việc thiếu năm."
            if self.refused
            else ""
        )


def is_pending() -> bool:
    """Tell whether the calendar changed since due dates were computed."""
    numbers = dict(
        Revision.objects.filter(name__in=(REVISION, CALENDAR_REVISION)).values_list(
            "name", "number"
        )
    )
    return numbers.get(CALENDAR_REVISION, 0) != numbers.get(REVISION, 0)


def after_calendar_change() -> None:
    """Compute anew once the change is committed, where there are few open dossiers.

    For `offices.actions.on_calendar_change`.
    """
    transaction.on_commit(
        _if_few, robust=True
    )  # a failure leaves it pending; the officer's change stands


def _if_few() -> None:
    if len(_open().values_list("pk")[: AT_ONCE + 1]) <= AT_ONCE:
        recompute()


def _open() -> DossierQuerySet:
    return Dossier.objects.filter(
        status__in=RUNNING | PAUSED, accepted_at__isnull=False, limit_value__isnull=False
    ).order_by("pk")


def recompute() -> Recomputed:
    """Compute every open dossier's due date by the calendar as it is now.

    Safe to run twice at once and to break off.
    """
    number = (
        Revision.objects.filter(name=CALENDAR_REVISION).values_list("number", flat=True).first()
        or 0
    )
    calendar, done, last = load_calendar(), Recomputed(), 0
    while keys := list(_open().filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        done += _batch(keys, calendar)
        last = keys[-1]
    Revision.objects.update_or_create(name=REVISION, defaults={"number": number})
    log.info("due_dates_recomputed", seen=done.seen, moved=done.moved, refused=done.refused)
    return done


@transaction.atomic
def _batch(keys: list[int], calendar: WorkingCalendar) -> Recomputed:
    dossiers = list(_open().select_for_update().filter(pk__in=keys))
    pauses = _pauses([dossier.pk for dossier in dossiers])
    now, moved, refused = timezone.now(), 0, 0
    for dossier in dossiers:
        try:
            moved += _move(dossier, pauses[dossier.pk], calendar, now)
        except YearNotLoaded:
            refused += 1
    return Recomputed(len(dossiers), moved, refused)


def _move(
    dossier: Dossier, pauses: Sequence[clock.Pause], calendar: WorkingCalendar, now: datetime
) -> bool:
    before, after = dossier.due_at, effects.due_of(dossier, pauses, calendar)
    if clock.equal(before, after, dossier.limit_unit):
        return False
    dossier.due_at = after
    event = effects.event(
        dossier, Kind.DUE_MOVED, None, now, details=effects.due_details(before, after)
    )
    dossier.save(update_fields=["due_at", "events_count", "changed_at"])
    event.save()
    notifying.tell(dossier, event)
    return True


def _pauses(keys: list[int]) -> dict[int, list[clock.Pause]]:
    """Return the ended pauses of each dossier, from one query."""
    changes: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for dossier, moment, status in _changes(keys):
        changes[dossier].append((moment, status))
    return defaultdict(list, {key: clock.pauses_of(found) for key, found in changes.items()})


def _changes(keys: list[int]) -> Iterator[tuple[int, datetime, str]]:
    rows = DossierEvent.objects.filter(
        dossier__in=keys, kind__in=(Kind.TRANSITION, Kind.CORRECTION)
    ).order_by("dossier", "number")
    yield from rows.values_list("dossier_id", "at", "status_to")
