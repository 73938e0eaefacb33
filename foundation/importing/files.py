"""What kind of file an upload is, by its content and not by its name."""

import hashlib
from typing import IO

from foundation.importing import csv_files, xlsx_files
from foundation.importing.columns import Layout
from foundation.importing.tables import FileRefused, Table

MAX_FILE_BYTES = 50 * 1024 * 1024
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
# First bytes of other files that are often sent, and the answer.
_OTHERS = (
    (
        _OLD_EXCEL,
        (
            "Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu lại kiểu «Excel Workbook "
            "(.xlsx)», không đặt mật khẩu."
        ),
    ),
    (b"%PDF", "Tệp là PDF, không phải CSV hay Excel."),
    (b"\x1f\x8b", "Tệp là tệp nén. Hãy giải nén rồi chọn tệp CSV hoặc Excel bên trong."),
    (b"Rar!", "Tệp là tệp nén. Hãy giải nén rồi chọn tệp CSV hoặc Excel bên trong."),
    (b"\x89PNG", "Tệp là ảnh, không phải CSV hay Excel."),
    (b"\xff\xd8\xff", "Tệp là ảnh, không phải CSV hay Excel."),
    (b"{\\rtf", "Tệp là văn bản, không phải CSV hay Excel."),
)
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


def read(file: IO[bytes], layout: Layout, encoding: str = "") -> Table:
    """Return the table in `file`. Raises FileRefused unless it is CSV or XLSX of bounded size."""
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(512)
    file.seek(0)
    if size > MAX_FILE_BYTES:
        raise FileRefused(f"Tệp quá lớn (tối đa {MAX_FILE_BYTES // 1024 // 1024} MB).")
    if not start.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise FileRefused("Tệp trống.")
    for mark, text in _OTHERS:
        if start.startswith(mark):
            raise FileRefused(text)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        raise FileRefused(
            "Tệp là trang web hoặc XML mang tên Excel. Hãy mở bằng Excel rồi lưu lại kiểu «Excel "
            "Workbook (.xlsx)»."
        )
    return (
        xlsx_files.read(file, layout)
        if start.startswith(_ZIP)
        else csv_files.read(file, layout, encoding)
    )


def digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of the whole file in hexadecimal."""
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file
    file.seek(0)
    return found
