"""Due dates follow the working calendar: new days off move them, with an event and a notice.

The calendar has a revision, which moves in the transaction of its change. Another revision records
up to which one the due dates were computed, so no change is forgotten. A date moves only when what
its limit gives has changed since it was set (`reckoned_at`): what a source promised otherwise stays
as it was promised, until a change touches that day. A few dossiers are
recomputed right after the change commits; many by `recompute_due_dates`, which deploy/
runs every few minutes and which does nothing while the two are equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from django.db import transaction
from django.utils import timezone

from dossiers import notifying
from dossiers.actions import effects, outward
from dossiers.due import clock, dates
from dossiers.due.pauses import ended_pauses_by_dossier
from dossiers.models import Dossier, Kind
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import PAUSED, RUNNING
from foundation.publishing.models import Revision
from foundation.records.one_by_one import OneByOne
from offices.actions import CALENDAR_REVISION
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded
from offices.working_time.calendar_rows import load_calendar

log = structlog.get_logger("police_portal.dossiers")
REVISION = "dossiers_reckoned"
BATCH = 500
AT_ONCE = 2000  # with more, the officer who corrects a day would wait too long


@dataclass(frozen=True)
class Recomputed:
    """Counts of a run: dossiers seen, due dates moved, dossiers whose calendar year is missing."""

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
    """Return True if the calendar changed since due dates were computed."""
    numbers = dict(
        Revision.objects.filter(name__in=(REVISION, CALENDAR_REVISION)).values_list(
            "name", "number"
        )
    )
    return numbers.get(CALENDAR_REVISION, 0) != numbers.get(REVISION, 0)


def after_calendar_change() -> None:
    """Recompute once the change is committed, if there are few open dossiers.

    For `offices.actions.on_calendar_change`.
    """
    transaction.on_commit(
        _if_few, robust=True
    )  # if it fails it stays pending; the officer's change stands


def _if_few() -> None:
    if len(_open().values_list("pk")[: AT_ONCE + 1]) <= AT_ONCE:
        recompute()


def _open() -> DossierQuerySet:
    return Dossier.objects.filter(
        status__in=RUNNING | PAUSED, accepted_at__isnull=False, limit_value__isnull=False
    ).order_by("pk")


def recompute() -> Recomputed:
    """Compute every open dossier's due date again.

    It may be interrupted, and run twice at once. A dossier that fails keeps no other waiting; then
    RowsFailed is raised in the end, and the change stays pending.
    """
    number = (
        Revision.objects.filter(name=CALENDAR_REVISION).values_list("number", flat=True).first()
        or 0
    )
    calendar, done, last = load_calendar(), Recomputed(), 0
    each = OneByOne("due_date_not_recomputed")
    while keys := list(_open().filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        done = sum(each.batch(partial(_batch, calendar), keys)[0], done)
        last = keys[-1]
    log.info("due_dates_recomputed", seen=done.seen, moved=done.moved, refused=done.refused)
    each.end()
    Revision.objects.update_or_create(name=REVISION, defaults={"number": number})
    return done


@transaction.atomic
def _batch(calendar: WorkingCalendar, keys: list[int]) -> Recomputed:
    locked = _open().select_for_update(no_key=True).filter(pk__in=keys)
    dossiers = list(locked.defer("applicant_phone", "id_last4"))  # decrypted for nothing
    pauses = ended_pauses_by_dossier(dossiers)
    now, moved, refused = timezone.now(), 0, 0
    for dossier in dossiers:
        try:
            moved += _move(dossier, pauses.get(dossier.pk, ()), calendar, now)
        except YearNotLoaded:
            refused += 1
    return Recomputed(len(dossiers), moved, refused)


def _move(
    dossier: Dossier, pauses: Sequence[clock.Pause], calendar: WorkingCalendar, now: datetime
) -> bool:
    reckoned, anew = dossier.reckoned_at, dates.due_of(dossier, pauses, calendar)
    if anew is None or clock.is_same_promise(reckoned, anew, dossier.limit_unit):
        return False
    before, dossier.reckoned_at = dossier.due_at, anew
    if before and reckoned:  # without `reckoned` nobody knows what the calendar gave before
        dossier.due_at = clock.follow(before, reckoned, anew)
    if clock.is_same_promise(before, dossier.due_at, dossier.limit_unit):
        dossier.save(update_fields=["reckoned_at"])
        return False
    event = effects.next_event(
        dossier, Kind.DUE_MOVED, None, now, details=dates.due_details(before, dossier.due_at)
    )
    dossier.save(update_fields=["due_at", "reckoned_at", "events_count", "changed_at"])
    event.save()
    outward.tell([(dossier, event)])
    notifying.tell(dossier, event)
    return True
