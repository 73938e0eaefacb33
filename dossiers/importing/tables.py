"""A table from a file of either kind: where its header is, and its lines one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import TypeAlias

from dossiers.importing.columns import MAX_COLUMNS, Headers, is_header, recognise
from dossiers.importing.faults import FileRefused

# A CSV file has only texts; a date in a workbook is a datetime.
Cell: TypeAlias = str | int | float | bool | datetime | date | None
Lines: TypeAlias = Iterator[tuple[int, list[Cell]]]

MAX_ROWS = 200_000
HEADER_WITHIN = 30
MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, and the numbered lines below them.

    With `epoch_1904`, serial dates count from 1904.
    """

    headers: Headers
    lines: Lines
    sheet: str = ""
    epoch_1904: bool = False


def table_of(
    lines: Lines, remembered: Mapping[str, str], sheet: str = "", *, epoch_1904: bool = False
) -> Table:
    """Find the header among the first lines and return the table below it.

    If no line names a dossier's code, the first line with three texts is the header, for an officer
    to map. Raises FileRefused if there is no table.
    """
    first = list(islice(lines, HEADER_WITHIN))
    position = header_position([cells for _number, cells in first], remembered)
    if position is None:
        raise FileRefused(
            "Tệp trống hoặc không có dòng tiêu đề. Dòng tiêu đề cần có ít nhất cột MaHoSo, MaTTHC "
            "và TrangThaiHoSo."
        )
    number, cells = first[position]
    names = _trimmed(cells)
    _check_width(names, number)
    headers = recognise([value if isinstance(value, str) else "" for value in names], remembered)
    return Table(headers, _bounded(chain(first[position + 1 :], lines), number), sheet, epoch_1904)


def header_position(rows: Sequence[list[Cell]], remembered: Mapping[str, str]) -> int | None:
    """Return which of the first rows is the header, counted from 0."""
    known = next((i for i, cells in enumerate(rows) if is_header(cells, remembered)), None)
    return (
        known
        if known is not None
        else next((i for i, cells in enumerate(rows) if _texts(cells) >= MIN_COLUMNS), None)
    )


def _texts(cells: list[Cell]) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells)


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Return the cells without the empty ones at the end."""
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def _check_width(names: list[Cell], number: int) -> None:
    if len(names) > MAX_COLUMNS:
        raise FileRefused(f"Bảng có {len(names)} cột, tối đa {MAX_COLUMNS}.", number)


def _bounded(lines: Lines, header: int) -> Lines:
    """Yield the lines that hold something; refuse a table that is too long or empty."""
    count = 0
    for number, cells in lines:
        if all(map(is_blank, cells)):
            continue
        count += 1
        if count > MAX_ROWS:
            raise FileRefused(
                f"Tệp có hơn {MAX_ROWS:,} dòng; hãy chia nhỏ tệp.".replace(",", "."), number
            )
        yield number, cells
    if not count:
        raise FileRefused("Tệp chỉ có dòng tiêu đề, không có hồ sơ nào.", header)


def is_blank(cell: Cell) -> bool:
    """Return True if a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
