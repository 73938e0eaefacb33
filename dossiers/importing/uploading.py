"""A file is read once, cut into blocks and kept encrypted: the import begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dossiers.importing import blocks, files
from dossiers.importing.columns import Headers
from dossiers.importing.faults import FileRefused
from dossiers.importing.tables import Table
from dossiers.models import ColumnName, DossierImport, ImportBlock

State = DossierImport.State

BLOCKS_AT_ONCE = 10


@dataclass(frozen=True)
class Upload:
    """A file and what is said about it.

    `office_id` is the office of rows that name none, `as_of` when the file was made, `encoding` its
    encoding ("" to detect it).
    """

    file: IO[bytes]
    name: str
    office_id: str | None = None
    as_of: datetime | None = None
    encoding: str = ""


def begin(upload: Upload, user: User | None) -> DossierImport:
    """Read a file, keep its rows encrypted, and return the import, to be mapped or checked.

    A file is as old as `as_of`, at the latest now. A file that came before is as old as it was
    then: loaded again after a newer one, it moves nothing back. Raises FileRefused; then nothing is
    kept.
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
    set_headers(batch, table.headers)
    _keep(batch, table)
    return batch


def remembered_columns() -> dict[str, str]:
    """Return what officers said that headers hold."""
    return dict(ColumnName.objects.values_list("folded", "key"))


def set_headers(batch: DossierImport, headers: Headers) -> None:
    """Set the columns of an import, and whether it waits for a mapping."""
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


def headers_of(batch: DossierImport) -> Headers:
    """Return the columns of an import."""
    return Headers(tuple(batch.headers), tuple(batch.keys))
