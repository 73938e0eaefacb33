"""One import from upload to end.

The file is read once and cut into blocks, each block is checked, then carried out.

Every block is one transaction that also moves `next_block`, so whoever works on an import may stop
or die at any moment and anybody may go on: the command in one go, the admin's page a few seconds at
a time.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from dossiers.effects import By
from dossiers.importing import batches, blocks, columns, files, rows
from dossiers.importing.batches import Entry
from dossiers.importing.columns import Headers
from dossiers.importing.deciding import UNKNOWN_OFFICE, Decision, Result, Run
from dossiers.importing.faults import FileRefused
from dossiers.importing.references import References, folded_name
from dossiers.importing.repeating import repeated
from dossiers.importing.rows import Wrong
from dossiers.importing.tables import Cell, Table, is_blank
from dossiers.models import ColumnName, DossierImport, ImportBlock, ImportFault, OfficeName
from dossiers.workflow import Role
from offices.calendar_rows import load_calendar
from offices.tree import offices_below

State = DossierImport.State
BLOCKS_AT_ONCE = 10
_COUNTS = {
    Result.CREATED: "created",
    Result.MOVED: "moved",
    Result.UNCHANGED: "unchanged",
    Result.CONFLICT: "conflicts",
    Result.REFUSED: "refused",
}


# --- the file ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Upload:
    """A file and what is said about it.

    Whose office its rows are where they name none, when it was made, its encoding ("" to find out).
    """

    file: IO[bytes]
    name: str
    office_id: str | None = None
    as_of: datetime | None = None
    encoding: str = ""


def begin(upload: Upload, user: Any) -> DossierImport:
    """Read a file, keep its rows encrypted, and return the import: to be mapped, or to be checked.

    A file is as old as it says, now at the latest. One that came before is as old as it was then:
    loaded again after a newer one, it moves nothing back. Raises FileRefused; then nothing is kept.
    """
    now, digest = timezone.now(), files.digest(upload.file)
    table = files.read(upload.file, remembered_columns(), upload.encoding)
    if table.headers.repeated:
        raise FileRefused(
            f"Tệp có hai cột {table.headers.repeated[0].title.lower()}. Hãy bỏ bớt một cột."
        )
    first = (
        DossierImport.objects.filter(digest=digest)
        .order_by("as_of")
        .values_list("as_of", flat=True)
        .first()
    )
    batch = DossierImport(
        file_name=upload.name[:200],
        digest=digest,
        sheet=table.sheet[:100],
        epoch_1904=table.epoch_1904,
        office_id=upload.office_id,
        started_by=user,
        as_of=min(moment for moment in (now, upload.as_of, first) if moment),
        started_at=now,
    )
    _set_headers(batch, table.headers)
    _keep(batch, table)
    return batch


def remembered_columns() -> dict[str, str]:
    """Return what officers said that headers hold."""
    return dict(ColumnName.objects.values_list("folded", "key"))


def _set_headers(batch: DossierImport, headers: Headers) -> None:
    batch.headers, batch.keys = list(headers.names), list(headers.keys)
    batch.state = State.MAPPING if headers.missing or headers.repeated else State.CHECKING


@transaction.atomic
def _keep(batch: DossierImport, table: Table) -> None:
    batch.save()
    waiting: list[ImportBlock] = []
    for lines in blocks.cut(table.lines):
        waiting.append(
            ImportBlock(batch=batch, number=batch.blocks_count, content=blocks.pack(lines))
        )
        batch.blocks_count += 1
        batch.total_rows += len(lines)
        if len(waiting) == BLOCKS_AT_ONCE:
            ImportBlock.objects.bulk_create(waiting)
            waiting.clear()
    ImportBlock.objects.bulk_create(waiting)
    batch.save(update_fields=["blocks_count", "total_rows"])


# --- names that are mapped once ------------------------------------------------------------------


@transaction.atomic
def map_columns(batch_id: int, meanings: Mapping[str, str], user: Any) -> DossierImport:
    """Remember what headers (as written) hold, and apply it to this import.

    Unknown keys are a mistake of the caller.
    """
    batch = _locked(batch_id)
    now = timezone.now()
    for written, key in meanings.items():
        values = {
            "written": written[: columns.MAX_HEADER_LENGTH],
            "key": key,
            "by": user,
            "at": now,
        }
        ColumnName.objects.update_or_create(
            folded=columns.folded(written)[: columns.MAX_HEADER_LENGTH], defaults=values
        )
    if batch.state in (State.MAPPING, State.READY):
        _set_headers(batch, columns.recognise(batch.headers, remembered_columns()))
        _restart(batch, batch.state)
    return batch


@transaction.atomic
def map_office(batch_id: int, written: str, office_id: str, user: Any) -> DossierImport:
    """Remember whose name this is, and check the import again."""
    values = {"written": written[:200], "office_id": office_id, "by": user, "at": timezone.now()}
    OfficeName.objects.update_or_create(folded=folded_name(written), defaults=values)
    return check_again(batch_id)


def headers_of(batch: DossierImport) -> Headers:
    """Return the columns of an import."""
    return Headers(tuple(batch.headers), tuple(batch.keys))


def unknown_offices(batch: DossierImport, limit: int = 50) -> list[str]:
    """Return names of offices in the file that nobody bears."""
    before, after = UNKNOWN_OFFICE.split("{}")
    texts = (
        batch.faults.filter(code="unknown_office", text__startswith=before)
        .order_by("text")
        .values_list("text", flat=True)
        .distinct()
    )
    return [text.removeprefix(before).removesuffix(after) for text in texts[:limit]]


# --- steps ---------------------------------------------------------------------------------------


def _locked(batch_id: int) -> DossierImport:
    batch: DossierImport = DossierImport.objects.select_for_update().get(pk=batch_id)
    return batch


def _restart(batch: DossierImport, state: str) -> None:
    """Begin a step anew, with nothing counted."""
    batch.faults.all().delete()
    for name in (*_COUNTS.values(), "next_block"):
        setattr(batch, name, 0)
    batch.state = state
    batch.save()


@transaction.atomic
def check_again(batch_id: int) -> DossierImport:
    """Check all rows anew, when names were mapped or dossiers changed meanwhile."""
    batch = _locked(batch_id)
    if batch.state in (State.READY, State.CHECKING):
        _restart(batch, State.CHECKING)
    return batch


@transaction.atomic
def confirm(batch_id: int, *, unseen: bool = False) -> DossierImport:
    """Let the rows be carried out that are good.

    Only what was checked to the end can be, unless nobody wants to look.

    Raises FileRefused, for an import that was not checked, when too many codes stand twice.
    """
    batch = _locked(batch_id)
    if batch.state == State.READY:
        _restart(batch, State.APPLYING)
    elif unseen and batch.state == State.CHECKING:
        batch.repeated = repeated(batch)
        _restart(batch, State.APPLYING)
    return batch


@transaction.atomic
def cancel(batch_id: int) -> DossierImport:
    """End an import; what blocks were carried out stays, the file's rows are deleted."""
    batch = _locked(batch_id)
    if batch.state not in (State.DONE, State.CANCELLED):
        batch.state, batch.finished_at = State.CANCELLED, timezone.now()
        batch.save()
        batch.blocks.all().delete()
    return batch


def work(batch_id: int, seconds: float | None = None) -> Iterator[DossierImport]:
    """Check or carry out block after block, yielding the import after each.

    Until the step ends or the time is over.
    """
    until = None if seconds is None else time.monotonic() + seconds
    run: Run | None = None
    while until is None or time.monotonic() < until:
        batch = DossierImport.objects.select_related("started_by").get(pk=batch_id)
        if batch.state not in (State.CHECKING, State.APPLYING):
            return
        run = run or _run(batch)
        try:
            yield _next_block(batch_id, run)
        except IntegrityError:  # another writer took one of the codes meanwhile: now it is known
            yield _next_block(batch_id, run)


def _run(batch: DossierImport) -> Run:
    user = batch.started_by
    own = None if user is None or user.is_superuser else offices_below(user)
    by = By(Role.IMPORT, user, own)
    return Run(
        by, References(), load_calendar(), timezone.now(), batch.as_of, batch.office_id or ""
    )


@transaction.atomic
def _next_block(batch_id: int, run: Run) -> DossierImport:
    batch = _locked(batch_id)
    if batch.state not in (State.CHECKING, State.APPLYING):
        return batch
    if batch.state == State.CHECKING and batch.next_block == 0:
        batch.repeated = repeated(batch)
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
        row, wrong = _read(batch, headers, number, cells, run)
        if row:
            entries.append(Entry(number, row))
        else:
            faults += _faults(batch, headers, number, wrong)
            batch.refused += 1
    decisions = (
        batches.preview(entries, run)
        if batch.state == State.CHECKING
        else batches.apply(entries, run, batch)
    )
    for entry, decision in zip(entries, decisions, strict=True):
        faults += _faults(
            batch,
            headers,
            entry.number,
            decision.wrong,
            conflict=decision.result is Result.CONFLICT,
        )
    _count(batch, decisions)
    ImportFault.objects.bulk_create(faults)


def _read(
    batch: DossierImport, headers: Headers, number: int, cells: list[Cell], run: Run
) -> tuple[rows.Row | None, list[Wrong]]:
    if text := batch.repeated.get(str(number)):
        return None, [Wrong("code", "repeated", text)]
    width = len(headers.keys)
    if len(cells) < width:
        return None, [
            Wrong("", "cells_missing", f"Dòng có {len(cells)} ô, ít hơn {width} cột: dòng bị cắt.")
        ]
    if not all(map(is_blank, cells[width:])):
        return None, [Wrong("", "cells_extra", "Dòng có ô nằm ngoài các cột có tiêu đề.")]
    values = {
        key: cell for key, cell in zip(headers.keys, cells, strict=False) if key in columns.BY_KEY
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


def _count(batch: DossierImport, decisions: Iterable[Decision]) -> None:
    for decision in decisions:
        name = _COUNTS[decision.result]
        setattr(batch, name, getattr(batch, name) + 1)
