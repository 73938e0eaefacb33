"""Dossiers as CSV and XLSX, with the columns that the import reads.

An exported file that is loaded again changes nothing. Phones are masked as officers see them; ID
numbers are left out. The caller has narrowed the rows to what may be seen and logs the export.
Memory stays bounded: a thousand rows are read and written at a time.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import IO

import xlsxwriter

from dossiers.importing.columns import COLUMNS
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import Status, meaning
from foundation.records.formulas import defused
from foundation.scale.database.replica import may_be_old
from offices.working_time.calendar import END_OF_DAY, ZONE

AT_ONCE = 1_000
MAX_ROWS = 200_000
# In one web request: XLSX takes a hundred times as long as CSV.
MAX_WORKBOOK_ROWS = 20_000
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_WIDTHS = {
    "code": 28,
    "procedure_name": 40,
    "applicant": 28,
    "office": 34,
    "reason": 40,
    "papers": 40,
}


def _moment(moment: datetime | None) -> str:
    """Return a moment as the import reads it; the end of a day is written as the day."""
    if moment is None:
        return ""
    local = moment.astimezone(ZONE)
    return f"{local:%d/%m/%Y}" if local.time() == END_OF_DAY else f"{local:%d/%m/%Y %H:%M:%S}"


_CHANNELS = {"direct": "1", "online": "2", "postal": "3"}
Value = Callable[[Dossier], str]
_VALUES: Mapping[str, Value] = {
    "code": lambda d: str(d.code),
    "procedure_code": lambda d: str(d.procedure.code or d.procedure_id),
    "procedure_name": lambda d: str(d.procedure.title),
    "applicant": lambda d: str(d.applicant_name),
    "phone": lambda d: d.masked_phone,
    "channel": lambda d: _CHANNELS.get(d.channel, ""),
    "submitted_at": lambda d: _moment(d.submitted_at),
    "accepted_at": lambda d: _moment(d.accepted_at),
    "due_at": lambda d: _moment(d.due_at),
    "status": lambda d: f"{meaning(d.status).number}. {Status(d.status).label}",
    "completed_at": lambda d: _moment(d.completed_at),
    "returned_at": lambda d: _moment(d.returned_at),
    "office": lambda d: str(d.office.name),
    "reason": lambda d: str(d.reason),
    "papers": lambda d: "; ".join(d.papers),
    "supplement_due": lambda d: f"{d.supplement_due_on:%d/%m/%Y}" if d.supplement_due_on else "",
    "fee": lambda d: str(d.fee_due or ""),
}
EXPORTED = [column for column in COLUMNS if column.key in _VALUES]


def rows(dossiers: DossierQuerySet) -> Iterator[Dossier]:
    """Yield the dossiers, newest first, a thousand at a time by their ids.

    No cursor stays open while a client is slow.
    """
    wanted = (
        dossiers.select_related("procedure", "office")
        .defer("id_last4", "applicant_folded")
        .order_by("-pk")
    )
    last: int | None = None
    for _ in range(0, MAX_ROWS, AT_ONCE):
        found = _read((wanted if last is None else wanted.filter(pk__lt=last))[:AT_ONCE])
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1].pk


@may_be_old
def _read(some: DossierQuerySet) -> list[Dossier]:
    return list(some)


def line(dossier: Dossier) -> list[str]:
    """Return the cells of one dossier, safe from being read as formulas."""
    return [defused(_VALUES[column.key](dossier)) for column in EXPORTED]


def header() -> list[str]:
    """Return the exchange's names of the columns."""
    return [column.header for column in EXPORTED]


def as_csv(dossiers: DossierQuerySet) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8, piece by piece."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(header())
    for number, dossier in enumerate(rows(dossiers), 1):
        writer.writerow(line(dossier))
        if number % AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def as_workbook(dossiers: DossierQuerySet, file: IO[bytes]) -> int:
    """Write an XLSX file in which every cell is text; return the number of dossiers."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("HoSo")
    bold = book.add_format({"bold": True})
    for position, column in enumerate(EXPORTED):
        sheet.set_column(position, position, _WIDTHS.get(column.key, 18))
        sheet.write_string(0, position, column.header, bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, dossier in enumerate(rows(dossiers), 1):
        for position, cell in enumerate(line(dossier)):
            sheet.write_string(count, position, cell)
    book.close()
    return count
