"""A table from a file: where its header is, its lines one after the other, what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import TypeAlias

from foundation.importing.columns import MAX_COLUMNS, Headers, Layout, as_texts

# A CSV file has only texts; a date in a workbook is a datetime.
Cell: TypeAlias = str | int | float | bool | datetime | date | None
Lines: TypeAlias = Iterator[tuple[int, list[Cell]]]

MAX_ROWS = 200_000
HEADER_WITHIN = 30
MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where.

    Row 1 is the first line of the file, 0 the file itself; `column` is a header.
    """

    row: int
    column: str
    text: str
    code: str = "invalid"

    def __str__(self) -> str:
        place = f"Dòng {self.row}" + (f", cột {self.column}" if self.column else "")
        return f"{place}: {self.text}" if self.row else self.text


class FileRefused(Exception):
    """The file cannot be read as a table; nothing was changed."""

    def __init__(self, text: str, row: int = 0, column: str = "") -> None:
        self.fault = Fault(row, column, text, "file_refused")
        super().__init__(str(self.fault))


class CellRefused(Exception):
    """One value is not valid for its column. The text repeats nothing personal."""

    def __init__(self, text: str, code: str = "invalid") -> None:
        self.text, self.code = text, code
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, and the numbered lines below them.

    With `epoch_1904`, serial dates count from 1904.
    """

    headers: Headers
    lines: Lines
    sheet: str = ""
    epoch_1904: bool = False


def table_of(lines: Lines, layout: Layout, sheet: str = "", *, epoch_1904: bool = False) -> Table:
    """Find the header among the first lines and return the table below it.

    If no line is known as a header, the first line with three texts is it, for an officer to map.
    Raises FileRefused if there is no table.
    """
    first = list(islice(lines, HEADER_WITHIN))
    position = header_position([cells for _number, cells in first], layout)
    if position is None:
        *headers, last = (column.header for column in layout.columns if column.required)
        raise FileRefused(
            "Tệp trống hoặc không có dòng tiêu đề. Dòng tiêu đề cần có ít nhất cột "
            f"{', '.join(headers)} và {last}."
        )
    number, cells = first[position]
    names = _trimmed(cells)
    _check_width(names, number)
    rest = _bounded(chain(first[position + 1 :], lines), number, layout.row_noun)
    return Table(layout.recognise(as_texts(names)), rest, sheet, epoch_1904)


def header_position(rows: Sequence[list[Cell]], layout: Layout) -> int | None:
    """Return which of the first rows is the header, counted from 0."""
    known = next((i for i, cells in enumerate(rows) if layout.is_header(cells)), None)
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


def _bounded(lines: Lines, header: int, noun: str) -> Lines:
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
        raise FileRefused(f"Tệp chỉ có dòng tiêu đề, không có {noun} nào.", header)


def is_blank(cell: Cell) -> bool:
    """Return True if a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
