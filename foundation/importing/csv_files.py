"""CSV files: encodings, separators, lines.

No guess is made that could change a name.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator
from typing import IO

from foundation.importing.columns import MAX_COLUMNS, Layout
from foundation.importing.tables import FileRefused, Lines, Table, table_of
from foundation.records.vietnamese import fold

SEPARATORS = (",", ";", "\t")
MAX_LINE_BYTES = 1024 * 1024
MAX_CELLS = 16_384  # of one record: as many columns as Excel has, most of them empty
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-8 that a program took for Windows-1252: a first byte and a following one. A text may end with
# «XÃ» or «cá», so quotation marks after Ã do not count, and no-break spaces never do.
_NEXT = "\x80-\x9f¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_BROKEN = re.compile(rf"Ã[{_NEXT}]|(?:á[º»]|[ÄÆ])[{_NEXT}«»…‘’“”•–—]|\ufffd")
ADVICE = "Hãy mở tệp và lưu lại kiểu «CSV UTF-8»."


def read(file: IO[bytes], layout: Layout, encoding: str = "") -> Table:
    """Return the table of a delimited file.

    `encoding` is what the officer declared ("cp1258"); "" means UTF-8, or UTF-16 by its mark.
    Raises FileRefused with the line, here or while the lines are read.
    """
    texts = _without_separator_line(_texts(file, encoding))
    first = next(texts, None)
    if first is None:
        raise FileRefused("Tệp trống.")
    separator, texts = _separator(first, texts, layout)
    return table_of(_records(texts, separator), layout)


def _texts(file: IO[bytes], declared: str) -> Iterator[str]:
    start = file.read(3)
    bom, encoding = next(
        ((mark, name) for mark, name in _BOMS if start.startswith(mark)), (b"", "utf-8")
    )
    if declared and bom:
        raise FileRefused(
            "Tệp có dấu hiệu Unicode ở đầu, không phải bảng mã đã chọn. Hãy chọn «Tự nhận biết»."
        )
    file.seek(len(bom))
    raw = _raw_lines(file, encoding)
    return _decoded(raw, declared or encoding)


def _raw_lines(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    """Yield lines as bytes.

    In UTF-16 a line ends with two bytes, and one of them may also end another letter.
    """
    if encoding == "utf-8":
        while line := file.readline(MAX_LINE_BYTES + 1):
            yield line
        return
    newline = "\n".encode(encoding)
    whole = file.read()
    start = 0
    while start < len(whole):
        end = whole.find(newline, start)
        while end >= 0 and end % 2:
            end = whole.find(newline, end + 1)
        stop = len(whole) if end < 0 else end + 2
        yield whole[start:stop]
        start = stop


def _decoded(raw: Iterator[bytes], encoding: str) -> Iterator[str]:
    for number, line in enumerate(raw, 1):
        if len(line) > MAX_LINE_BYTES:
            raise FileRefused("Dòng quá dài; tệp có phải CSV không?", number)
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            raise FileRefused(
                f"Có chữ không thuộc bảng mã {_NAMES[encoding]}. {ADVICE}", number
            ) from None
        yield _composed(text, number, encoding)


_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1258": "Windows-1258"}


def _composed(text: str, number: int, encoding: str) -> str:
    """Return the text in NFC.

    Refuses NUL characters, and letters that were broken before the file came to us.
    """
    if "\0" in text:
        raise FileRefused("Có ký tự NUL: tệp hỏng hoặc không phải CSV.", number)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if _BROKEN.search(text):
        raise FileRefused(
            "Chữ đã hỏng dấu từ trước (chuyển sai bảng mã). Hãy xuất lại tệp từ hệ thống gốc.",
            number,
        )
    if encoding == "cp1258" and not all(map(_is_vietnamese, text)):
        raise FileRefused(
            f"Có chữ không phải tiếng Việt khi đọc theo Windows-1258. {ADVICE}", number
        )
    return text


# Beyond ASCII: ordinary signs, and letters with marks that Vietnamese does not have.
_SIGNS = frozenset("–—“”‘’…·°€\xa0₫")
_FOREIGN = frozenset("ñäëïöüÿåçæÑÄËÏÖÜÅÇÆ")


def _is_vietnamese(letter: str) -> bool:
    """Return True for a composed letter of the alphabet or an ordinary sign."""
    return (
        letter.isascii()
        or letter in _SIGNS
        or (letter.isalpha() and letter not in _FOREIGN and fold(letter).isascii())
    )


def _without_separator_line(texts: Iterator[str]) -> Iterator[str]:
    """Yield all lines, with Excel's `sep=;` as an empty one, so that line numbers stay right."""
    for position, text in enumerate(texts):
        yield (
            "\n"
            if position == 0
            and text.strip().lower() in {f"sep={separator}".strip() for separator in SEPARATORS}
            else text
        )


def _separator(first: str, texts: Iterator[str], layout: Layout) -> tuple[str, Iterator[str]]:
    """Return the separator that recognises the most columns in the first lines, and all lines."""
    kept = [first]
    for text in texts:
        kept.append(text)
        if len(kept) >= _SNIFFED:
            break

    def named(separator: str) -> tuple[int, int]:
        return max(_named_columns(line, separator, layout) for line in kept)

    return max(SEPARATORS, key=named), _again(kept, texts)


_SNIFFED = 30


def _named_columns(line: str, separator: str, layout: Layout) -> tuple[int, int]:
    """Return how many columns a line names, and how many cells it has."""
    names = line.rstrip("\r\n").replace('"', "").split(separator, MAX_COLUMNS)
    known = layout.recognise(names[:MAX_COLUMNS]).known()
    return known, line.count(separator) + 1


def _again(kept: list[str], texts: Iterator[str]) -> Iterator[str]:
    yield from kept
    yield from texts


class _NarrowLines:
    """Passes lines on, and refuses a record of more cells than a table can have.

    Each cell takes far more time and memory than the byte that separates it.
    """

    def __init__(self, texts: Iterator[str], separator: str) -> None:
        self._texts, self._separator = texts, separator
        self._cells = self._number = 0

    def begin_record(self) -> None:
        """Count from here on: a record may go over several lines."""
        self._cells = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text = next(self._texts)
        self._number += 1
        self._cells += text.count(self._separator)
        if self._cells >= MAX_CELLS:
            raise FileRefused("Dòng có quá nhiều cột; tệp có phải CSV không?", self._number)
        return text


def _records(texts: Iterator[str], separator: str) -> Lines:
    """Yield each record with the number of the line on which it begins."""
    lines = _NarrowLines(texts, separator)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 1
    try:
        for record in reader:
            yield number, list(record)
            lines.begin_record()
            number = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            "Dấu ngoặc kép không đóng hoặc đặt sai chỗ, hoặc một ô quá dài.", number
        ) from None
