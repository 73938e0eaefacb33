"""A file is read once, cut into blocks and kept encrypted: the import begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from dossiers.importing import blocks
from dossiers.importing.columns import DOSSIERS
from dossiers.models import ColumnName, DossierImport, ImportBlock
from foundation.importing import files
from foundation.importing.columns import Headers, Layout
from foundation.importing.tables import FileRefused, Table
from offices.models import Officer
from offices.tree import with_above

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
    layout = layout_of(source_of(upload.office_id, user))
    table = files.read(upload.file, layout, upload.encoding)
    if table.headers.repeated:
        raise FileRefused(
            f"Tệp có hai cột {table.headers.repeated[0].title.lower()}. Hãy bỏ bớt một cột."
        )
    first = DossierImport.objects.filter(digest=digest).aggregate(first=Min("as_of"))["first"]
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


def source_of(office_id: str | None, user: User | None) -> str | None:
    """Return the office from which a file comes: that of its rows, otherwise the officer's.

    None if neither is known; what is said of its headers then holds for every office.
    """
    if office_id is not None or user is None:
        return office_id
    posts = Officer.objects.in_force(timezone.localdate()).filter(user=user).order_by("pk")
    return posts.values_list("office_id", flat=True).first()


def layout_of(source: str | None) -> Layout:
    """Return the columns of files of an office, with what officers said about their headers.

    What was said in an office holds below it too; the nearest office wins.
    """
    nearest_first = with_above(source) if source else []
    said = ColumnName.objects.filter(Q(office__in=nearest_first) | Q(office=None))
    by_office: dict[str | None, dict[str, str]] = {}
    for office, folded, key in said.values_list("office_id", "folded", "key"):
        by_office.setdefault(office, {})[folded] = key
    meanings = by_office.get(None, {})
    for nearer in reversed(nearest_first):
        meanings |= by_office.get(nearer, {})
    return DOSSIERS.with_explained(meanings)


def set_headers(batch: DossierImport, headers: Headers) -> None:
    """Set the columns of an import, and whether it waits for an officer to explain some."""
    batch.headers, batch.keys = list(headers.names), list(headers.keys)
    batch.state = State.MAPPING if headers.to_explain else State.CHECKING


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
    return Headers(tuple(batch.headers), tuple(batch.keys), DOSSIERS)
