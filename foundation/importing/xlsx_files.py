"""XLSX files.

The archive is examined here; the cells are read by a bounded process (xlsx_process.py).
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import orjson

from foundation.importing import xlsx_process
from foundation.importing.columns import Layout
from foundation.importing.tables import (
    Cell,
    FileRefused,
    Lines,
    Table,
    header_position,
    table_of,
)
from foundation.records import bounded_process

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_MEMBERS = 2_000
# Sheets of equal rows compress 40:1, zip bombs 1000:1.
MAX_RATIO = 200
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_DATE_1904 = re.compile(rb"<(?:\w+:)?workbookPr[^>]*\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
MACRO = b"macroEnabled"


def read(file: IO[bytes], layout: Layout) -> Table:
    """Return the table of a workbook; its lines are read as they are asked for.

    Raises FileRefused with sheet, row and column, here or while the lines are read.
    """
    epoch_1904 = _examine(file)
    sheets = _Sheets(file)
    lines = sheets.lines(layout)
    return table_of(lines, layout, sheets.chosen, epoch_1904=epoch_1904)


def _examine(file: IO[bytes]) -> bool:
    """Refuse what is not a workbook or is dangerous; return True if its dates count from 1904."""
    try:
        with ZipFile(file) as archive:
            _check_members(archive)
            names = {info.filename for info in archive.infolist()}
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                raise FileRefused("Tệp không phải bảng tính Excel (.xlsx), dù tên tệp là vậy.")
            if any("vbaproject" in name.lower() for name in names) or MACRO in _start(
                archive, "[Content_Types].xml"
            ):
                raise FileRefused(
                    "Tệp có macro (.xlsm). Hãy lưu lại kiểu «Excel Workbook (.xlsx)»."
                )
            return _DATE_1904.search(_start(archive, "xl/workbook.xml")) is not None
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise FileRefused("Tệp Excel hỏng, bị cắt hoặc có mật khẩu.") from None


def _check_members(archive: ZipFile) -> None:
    members = archive.infolist()
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or unpacked > max(packed * MAX_RATIO, _RATIO_MATTERS_FROM)
    ):
        raise FileRefused("Tệp Excel giải nén ra quá lớn so với dung lượng; không đọc tệp này.")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("Tệp Excel có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.")


def _start(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(1024 * 1024)


class _Sheets:
    """The sheets of one workbook, as the bounded process reads them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.chosen = ""

    def lines(self, layout: Layout) -> Lines:
        """Return the lines of the sheet that holds the table, and set `chosen` to its name."""
        lines = self._talk(layout)
        self.chosen = str(next(lines))
        return lines  # without the first value, the name

    def _talk(self, layout: Layout) -> Iterator[Any]:
        with _process(self._file) as process:
            heads = list(iter(lambda: _answer(process), None))
            head = _choose(heads, layout)
            yield head["name"]
            _send(process, head["number"])
            _check_merged(head, header_position(head["rows"], layout))
            for number, row in enumerate(iter(lambda: _answer(process), None), 1):
                yield number, [_cell(value, number, position) for position, value in enumerate(row)]


@contextmanager
def _process(file: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the reader on a private copy of the file, which is deleted when it ends."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / "file.xlsx"
        file.seek(0)
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        command = bounded_process.command(
            xlsx_process.__file__,
            str(path),
            cpu_seconds=xlsx_process.CPU_SECONDS,
            memory_bytes=xlsx_process.MEMORY_BYTES,
        )
        with subprocess.Popen(  # noqa: S603  # our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        ) as process:
            try:
                yield process
            finally:
                process.kill()


def _answer(process: subprocess.Popen[bytes]) -> Any:
    """Return the next answer of the reader.

    A process that ended early met a file that it could not read within its bounds.
    """
    line = process.stdout.readline() if process.stdout else b""
    if not line.endswith(b"\n"):
        raise FileRefused(
            "Không đọc được tệp Excel: tệp hỏng, hoặc có ô nằm quá xa nên bảng quá lớn."
        )
    return orjson.loads(line)


def _send(process: subprocess.Popen[bytes], number: int) -> None:
    if process.stdin:
        process.stdin.write(b"%d\n" % number)
        process.stdin.flush()


def _choose(heads: list[dict[str, Any]], layout: Layout) -> dict[str, Any]:
    """Return the only visible sheet that holds the table, or the first that holds anything."""
    tables = [head for head in heads if any(layout.is_header(row) for row in head["rows"])]
    hidden = [head["name"] for head in tables if not head["visible"]]
    if hidden:
        raise FileRefused(
            f"Trang «{hidden[0]}» đang ẩn nhưng có {layout.row_noun}. Hãy hiện hoặc xoá trang này."
        )
    if len(tables) > 1:
        names = ", ".join(f"«{head['name']}»" for head in tables[:5])
        raise FileRefused(
            f"Nhiều trang có {layout.row_noun}: {names}. Hãy để mỗi trang thành một tệp."
        )
    filled = [
        head
        for head in heads
        if head["visible"] and (head["rows"] or head["width"] > xlsx_process.MAX_WIDTH)
    ]
    chosen = next(iter(tables or filled), None)
    if chosen is None:
        raise FileRefused("Tệp Excel không có trang nào có dữ liệu.")
    if chosen["width"] > xlsx_process.MAX_WIDTH:
        raise FileRefused(
            f"Trang «{chosen['name']}» rộng hơn {xlsx_process.MAX_WIDTH} cột; hãy xoá các cột "
            "thừa bên phải."
        )
    return chosen


def _check_merged(head: dict[str, Any], header: int | None) -> None:
    """Refuse merged cells below the header: only one of the rows would have the value."""
    for top, left, bottom, right in head["merged"]:
        if header is not None and bottom > header:
            place = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            raise FileRefused(
                f"Ô gộp {place}. Hãy bỏ gộp ô và điền giá trị cho từng dòng.",
                top + 1,
                letters(left),
            )


def letters(position: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    first, last = divmod(position, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def _cell(value: Any, row: int, position: int) -> Cell:
    if isinstance(value, str) and "\0" in value:  # written as _x0000_ by no office program
        raise FileRefused("Có ký tự NUL: tệp hỏng.", row, letters(position))
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"]) if "at" in value else str(value["other"])
    return value  # type: ignore[no-any-return]  # JSON has no more than Cell
