"""What a checked file would write, opened before it is written.

Only where the rows stand is kept with the import; they are read from the encrypted file and decided
again, so what is shown is what would be written now. Names and phone numbers are left out.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from dossiers.importing import applying, blocks, running
from dossiers.importing.applying import Entry
from dossiers.importing.run import Decision
from dossiers.importing.uploading import headers_of
from dossiers.models import DossierImport
from dossiers.workflow import Status
from offices.models import Office
from procedures.models import Procedure

KINDS = {"created": "Hồ sơ sẽ thêm mới", "moved": "Hồ sơ sẽ cập nhật"}


@dataclass(frozen=True)
class Planned:
    """One row of the file and what it would write. `before` is empty for a new dossier."""

    number: int
    code: str
    procedure: str
    office: str
    before: str
    after: str
    due: datetime | None


def planned_rows(batch: DossierImport, kind: str) -> list[Planned]:
    """Return the first rows that would be written; `kind` is one of KINDS."""
    run, headers = running.run_of(batch), headers_of(batch)
    entries: list[Entry] = []
    for block, wanted in _by_block(batch, kind).items():
        found = batch.blocks.filter(number=block).first()
        for number, cells in blocks.unpack(found.content) if found else ():
            if number in wanted:
                row, _wrong = running.read_row(batch, headers, number, cells, run)
                entries += [Entry(number, row)] if row else []
    decided = zip(entries, applying.preview(entries, run), strict=True)
    return _in_words([(entry.number, one) for entry, one in decided if one.dossier and one.events])


def _by_block(batch: DossierImport, kind: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for block, number in batch.planned.get(kind, ()):
        found[block].add(number)
    return found


def _in_words(decided: list[tuple[int, Decision]]) -> list[Planned]:
    """Return the rows with the names of procedures and offices, read with two queries."""
    dossiers = [one.dossier for _number, one in decided if one.dossier]
    procedures = Procedure.objects.in_bulk({row.procedure_id for row in dossiers})
    offices = Office.objects.in_bulk({row.office_id for row in dossiers})
    return [
        Planned(
            number,
            row.code,
            str(procedures[row.procedure_id]),
            str(offices[row.office_id]),
            str(Status(one.events[0].status_from).label) if one.events[0].status_from else "",
            str(Status(row.status).label),
            row.due_at,
        )
        for (number, one), row in zip(decided, dossiers, strict=True)
    ]
