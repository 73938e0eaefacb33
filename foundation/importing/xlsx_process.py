"""Reads a workbook in a process with bounded memory and time, and writes its cells as JSON lines.

The library is not Python, so a hostile file of 5 KB that names one cell at the far corner of the
sheet makes it ask for 512 GB and abort. Here that ends only this process. It is started by
foundation/records/bounded_process.py with the file's path and imports nothing of ours. It writes
what the sheets are, reads the number of the chosen sheet from standard input, and writes its rows.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 90
HEAD_ROWS = 30
MAX_WIDTH = 512


def _cell(value: Any) -> Any:
    """Return a cell as JSON: moments are tagged, so that no text is taken for one."""
    if isinstance(value, datetime | date):
        return {"at": value.isoformat()}
    if isinstance(value, time | timedelta):
        return {"other": str(value)}
    return value


def _rows(sheet: Any) -> Iterator[list[Any]]:
    return ([_cell(value) for value in row] for row in sheet.iter_rows())


def _write(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def _head(sheet: Any) -> dict[str, Any]:
    """Return what a sheet is: its width, its first rows and its merged cells.

    A merged cell is (first row, first column, last row, last column), from 0.
    """
    if sheet.total_width > MAX_WIDTH:
        return {"width": sheet.total_width, "rows": [], "merged": []}
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return {
        "width": sheet.total_width,
        "rows": list(islice(_rows(sheet), HEAD_ROWS)),
        "merged": merged[:1000],
    }


def main(path: str) -> None:
    """Write a line for each sheet and an empty one, then the rows of the chosen sheet."""
    from python_calamine import (  # within the bounds
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    workbook = CalamineWorkbook.from_path(path)
    last: tuple[int, Any] = (-1, None)
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        last = (number, workbook.get_sheet_by_index(number))
        _write(
            {
                "number": number,
                "name": about.name,
                "visible": about.visible == SheetVisibleEnum.Visible,
                **_head(last[1]),
            }
        )
    _write(None)
    sys.stdout.flush()
    chosen = int(sys.stdin.readline() or -1)
    if chosen >= 0:
        for row in _rows(last[1] if last[0] == chosen else workbook.get_sheet_by_index(chosen)):
            _write(row)
        _write(None)


if __name__ == "__main__":
    main(sys.argv[1])
