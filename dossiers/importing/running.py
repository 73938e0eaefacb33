"""An import is checked, confirmed and written, block by block.

Every block is one transaction that also moves `next_block`. So an import may stop at any moment and
be continued by anybody: by the command in one go, by the admin's page a few seconds at a time.
"""

import time
from collections.abc import Iterable, Iterator

from django.db import IntegrityError, transaction
from django.utils import timezone

from dossiers.actions.effects import Author
from dossiers.importing import applying, blocks, rows
from dossiers.importing.applying import Entry
from dossiers.importing.columns import DOSSIERS
from dossiers.importing.references import References
from dossiers.importing.repeated_codes import find_repeated_codes
from dossiers.importing.rows import Wrong
from dossiers.importing.run import Decision, Result, Run
from dossiers.importing.uploading import headers_of
from dossiers.models import DossierImport, ImportFault
from dossiers.workflow import Actor
from foundation.importing.columns import Headers
from foundation.importing.tables import Cell, is_blank
from offices.tree import offices_below
from offices.working_time.calendar_rows import load_calendar

State = DossierImport.State
MOST_PLANNED = 100  # rows of each kind that can be opened before they are written
_COUNTS = {
    Result.CREATED: "created",
    Result.MOVED: "moved",
    Result.UNCHANGED: "unchanged",
    Result.CONFLICT: "conflicts",
    Result.REFUSED: "refused",
}


def lock(batch_id: int) -> DossierImport:
    """Return the import with its row locked."""
    batch: DossierImport = DossierImport.objects.select_for_update().get(pk=batch_id)
    return batch


def restart(batch: DossierImport, state: str) -> None:
    """Begin a step again, with nothing counted."""
    batch.faults.all().delete()
    batch.planned = {}
    for name in (*_COUNTS.values(), "next_block"):
        setattr(batch, name, 0)
    batch.state = state
    batch.save()


@transaction.atomic
def check_again(batch_id: int) -> DossierImport:
    """Check all rows again, after names were mapped or dossiers changed."""
    batch = lock(batch_id)
    if batch.state in (State.READY, State.CHECKING):
        restart(batch, State.CHECKING)
    return batch


@transaction.atomic
def confirm(batch_id: int, *, unseen: bool = False) -> DossierImport:
    """Let the good rows be written.

    The import must have been checked to the end, unless `unseen`: nobody wants to look. Raises
    FileRefused for an unchecked import with too many repeated codes.
    """
    batch = lock(batch_id)
    if batch.state == State.READY:
        restart(batch, State.APPLYING)
    elif unseen and batch.state == State.CHECKING:
        batch.repeated = find_repeated_codes(batch)
        restart(batch, State.APPLYING)
    return batch


@transaction.atomic
def cancel(batch_id: int) -> DossierImport:
    """End an import. Blocks that were written stay; the file's rows are deleted."""
    batch = lock(batch_id)
    if batch.state not in (State.DONE, State.CANCELLED):
        batch.state, batch.finished_at, batch.planned = State.CANCELLED, timezone.now(), {}
        batch.save()
        batch.blocks.all().delete()
    return batch


def work(batch_id: int, seconds: float | None = None) -> Iterator[DossierImport]:
    """Check or write block after block, yielding the import after each.

    Stops when the step ends or after `seconds`.
    """
    until = None if seconds is None else time.monotonic() + seconds
    run: Run | None = None
    while until is None or time.monotonic() < until:
        batch = DossierImport.objects.select_related("started_by").get(pk=batch_id)
        if batch.state not in (State.CHECKING, State.APPLYING):
            return
        run = run or run_of(batch)
        try:
            yield _next_block(batch_id, run)
        except IntegrityError:  # another writer took a code meanwhile: now it is known
            yield _next_block(batch_id, run)


def run_of(batch: DossierImport) -> Run:
    """Return what all rows of an import share now."""
    user = batch.started_by
    own = None if user is None or user.is_superuser else offices_below(user)
    by = Author(Actor.IMPORT, user, own)
    return Run(
        by, References(), load_calendar(), timezone.now(), batch.as_of, batch.office_id or ""
    )


@transaction.atomic
def _next_block(batch_id: int, run: Run) -> DossierImport:
    batch = lock(batch_id)
    if batch.state not in (State.CHECKING, State.APPLYING):
        return batch
    if batch.state == State.CHECKING and batch.next_block == 0:
        batch.repeated = find_repeated_codes(batch)
    block = batch.blocks.filter(number=batch.next_block).first()
    if block:
        _do(batch, blocks.unpack(block.content), run)
        batch.next_block += 1
    if batch.next_block >= batch.blocks_count:
        _finish(batch)
    batch.save()
    return batch


def _finish(batch: DossierImport) -> None:
    if batch.state == State.CHECKING:
        batch.state = State.READY
    else:
        batch.state, batch.finished_at = State.DONE, timezone.now()


def _do(batch: DossierImport, lines: Iterable[blocks.Line], run: Run) -> None:
    headers = headers_of(batch)
    entries: list[Entry] = []
    faults: list[ImportFault] = []
    for number, cells in lines:
        row, wrong = read_row(batch, headers, number, cells, run)
        if row:
            entries.append(Entry(number, row))
        else:
            faults += _faults(batch, headers, number, wrong)
            batch.refused += 1
    decisions = (
        applying.preview(entries, run)
        if batch.state == State.CHECKING
        else applying.apply(entries, run, batch)
    )
    for entry, decision in zip(entries, decisions, strict=True):
        faults += _faults(
            batch,
            headers,
            entry.number,
            decision.wrong,
            conflict=bool(decision.differences),
        )
    _count(batch, decisions)
    if batch.state == State.CHECKING:
        _note_planned(batch, entries, decisions)
    ImportFault.objects.bulk_create(faults)


def read_row(
    batch: DossierImport, headers: Headers, number: int, cells: list[Cell], run: Run
) -> tuple[rows.Row | None, list[Wrong]]:
    """Return what a line of the file says, or what is wrong with it."""
    if text := batch.repeated.get(str(number)):
        return None, [Wrong("code", "repeated", text)]
    width = len(headers.keys)
    if len(cells) < width:
        return None, [
            Wrong("", "cells_missing", f"Dòng có {len(cells)} ô, ít hơn {width} cột: dòng bị cắt.")
        ]
    nameless = [cell for name, cell in zip(headers.names, cells, strict=False) if not name]
    if not all(map(is_blank, [*cells[width:], *nameless])):
        return None, [Wrong("", "cells_extra", "Dòng có ô nằm ngoài các cột có tiêu đề.")]
    values = {
        key: cell for key, cell in zip(headers.keys, cells, strict=False) if key in DOSSIERS.by_key
    }
    return rows.read(
        {str(key): cell for key, cell in values.items()}, run.now, epoch_1904=batch.epoch_1904
    )


def _faults(
    batch: DossierImport,
    headers: Headers,
    number: int,
    wrong: Iterable[Wrong],
    *,
    conflict: bool = False,
) -> list[ImportFault]:
    return [
        ImportFault(
            batch=batch,
            row=number,
            column=headers.name(one.key) if one.key else "",
            code=one.code,
            text=one.text[:500],
            conflict=conflict,
        )
        for one in wrong
    ]


def _note_planned(
    batch: DossierImport, entries: Iterable[Entry], decisions: Iterable[Decision]
) -> None:
    """Keep where the first rows stand that would be written: block and line, nothing of them."""
    for entry, decision in zip(entries, decisions, strict=True):
        if decision.result in (Result.CREATED, Result.MOVED):
            kept = batch.planned.setdefault(_COUNTS[decision.result], [])
            if len(kept) < MOST_PLANNED:
                kept.append([batch.next_block, entry.number])


def _count(batch: DossierImport, decisions: Iterable[Decision]) -> None:
    for decision in decisions:
        name = _COUNTS[decision.result]
        setattr(batch, name, getattr(batch, name) + 1)
