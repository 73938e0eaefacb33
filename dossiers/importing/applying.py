"""Up to a thousand rows in one transaction, with one lock and a fixed number of queries.

Files and the connector share it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dossiers import notifying
from dossiers.actions import day_totals, outward
from dossiers.due.pauses import ended_pauses_by_dossier
from dossiers.importing import rows
from dossiers.importing.deciding import decide
from dossiers.importing.differences import DATES, Difference
from dossiers.importing.rows import Row
from dossiers.importing.run import Decision, Result, Run
from dossiers.models import Dossier, DossierEvent, DossierImport, ImportConflict, Kind
from dossiers.workflow import FINAL
from foundation.records.bulk_rows import insert_rows
from foundation.records.encryption import keyed_hash

MAX_ROWS = 1_000
NEWS = timedelta(days=7)
# Deciding never reads these; to decrypt them for each row takes time.
_ENCRYPTED = ("applicant_phone", "id_last4")
_KEPT = {"id", "code", "created_at", "source", "slip_hash"}
_WRITTEN = [field.name for field in Dossier._meta.concrete_fields if field.name not in _KEPT]


@dataclass(frozen=True)
class Entry:
    """A row and its number in the file or the delivery."""

    number: int
    row: Row


def preview(entries: Sequence[Entry], run: Run) -> list[Decision]:
    """Return what the rows would do, in their order; nothing is written."""
    known = _known(entries, lock=False)
    return _decisions(entries, known, run)


@transaction.atomic
def apply(entries: Sequence[Entry], run: Run, batch: DossierImport | None = None) -> list[Decision]:
    """Apply the rows and return what became of each, in their order.

    All or nothing: if another writer takes one of the new codes meanwhile it raises IntegrityError;
    try again.
    """
    known = _known(entries, lock=True)
    decisions = _decisions(entries, known, run)
    created = [d for d in decisions if d.result is Result.CREATED]
    moved = [d for d in decisions if d.result is Result.MOVED]
    with day_totals.counted(_dossiers([*created, *moved])):
        insert_rows(_dossiers(created))
        _save_changed(_dossiers([*moved, *(d for d in decisions if d.is_noted)]))
        insert_rows(_events([*created, *moved]))
        outward.tell(_with_dossiers([*created, *moved]))
        notifying.tell_many(
            [
                (d.dossier, event)
                for d in (*created, *moved)
                for event in _news(d, run.now)
                if d.dossier
            ]
        )
        _keep_conflicts(entries, decisions, run.now, batch)
    return decisions


def _dossiers(decisions: Iterable[Decision]) -> list[Dossier]:
    return [decision.dossier for decision in decisions if decision.dossier]


def _events(decisions: Iterable[Decision]) -> list[DossierEvent]:
    events: list[DossierEvent] = []
    for decision in decisions:
        for event in decision.events:
            if decision.dossier:
                event.dossier_id = decision.dossier.pk  # saved by now
            events.append(event)
    return events


def _with_dossiers(decisions: Iterable[Decision]) -> Iterator[tuple[Dossier, DossierEvent]]:
    return ((d.dossier, event) for d in decisions if d.dossier for event in d.events)


def _known(entries: Sequence[Entry], *, lock: bool) -> dict[str, Dossier]:
    """Return the dossiers with these codes.

    They are locked in the order of their ids, so that two writers never wait for each other.
    """
    found = (
        Dossier.objects.filter(code__in={entry.row.code for entry in entries})
        .defer(*_ENCRYPTED)
        .order_by("pk")
    )
    return {
        dossier.code: dossier
        for dossier in (found.select_for_update(no_key=True) if lock else found)
    }


def _decisions(entries: Sequence[Entry], known: dict[str, Dossier], run: Run) -> list[Decision]:
    pauses = ended_pauses_by_dossier(row for row in known.values() if row.paused_at)
    found: list[Decision] = []
    for entry in entries:
        dossier = known.get(entry.row.code)
        found.append(decide(entry.row, dossier, pauses.get(dossier.pk, ()) if dossier else (), run))
    return found


def _save_changed(changed: Sequence[Dossier]) -> None:
    """Write the changed rows in one statement.

    An update with a CASE for each column takes seconds for a thousand rows. Every row exists and is
    locked, so the insert always becomes an update; it still needs whole rows.
    """
    if not changed:
        return
    encrypted = {
        key: values
        for key, *values in Dossier.objects.filter(pk__in=[d.pk for d in changed]).values_list(
            "pk", *_ENCRYPTED
        )
    }
    for dossier in changed:
        for name, value in zip(_ENCRYPTED, encrypted[dossier.pk], strict=True):
            if name in dossier.get_deferred_fields():
                setattr(dossier, name, value)
    Dossier.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )


def _news(decision: Decision, now: datetime) -> list[DossierEvent]:
    """Return what the citizen is told: the last move, or else all that changed beside it.

    Not of a new dossier that ended a week ago or earlier: the first import of a province brings
    years of finished dossiers.
    """
    moves = [event for event in decision.events if event.kind == Kind.TRANSITION][-1:]
    dossier = decision.dossier
    if decision.result is Result.MOVED or dossier is None:
        return moves or decision.events
    ended = dossier.completed_at or dossier.status in FINAL
    return [] if ended and now - moves[-1].at >= NEWS else moves


def _keep_conflicts(
    entries: Sequence[Entry],
    decisions: Sequence[Decision],
    now: datetime,
    batch: DossierImport | None,
) -> None:
    """Remember each contradiction once, settled or not.

    Another date that waits for an officer is not asked about again with each status that follows.
    """
    asked = _asked(decisions)
    found = [
        ImportConflict(
            dossier_id=decision.dossier.pk,
            batch=batch,
            row_number=entry.number if batch else 0,
            mark=keyed_hash("import-row", written := rows.dump(entry.row)),
            differences=decision.differences,
            row=written,
            at=now,
        )
        for entry, decision in zip(entries, decisions, strict=True)
        if decision.dossier
        and decision.differences
        and decision.differences not in asked.get(decision.dossier.pk, [])
    ]
    ImportConflict.objects.bulk_create(found, ignore_conflicts=True)


def _asked(decisions: Sequence[Decision]) -> dict[int, list[object]]:
    """Return which dates officers are asked about already, by dossier."""
    differing = [d.dossier.pk for d in decisions if d.dossier and _only_dates(d.differences)]
    found: dict[int, list[object]] = defaultdict(list)
    if differing:
        waiting = ImportConflict.objects.filter(dossier__in=differing, state="open")
        for key, differences in waiting.values_list("dossier_id", "differences"):
            if _only_dates(differences):
                found[key].append(differences)
    return found


def _only_dates(differences: Sequence[Difference]) -> bool:
    return bool(differences) and all(one["key"] in DATES for one in differences)
