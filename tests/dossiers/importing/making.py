"""Helpers that make CSV and XLSX files."""

import csv
import io
import zipfile
from datetime import date, datetime

import xlsxwriter

GOOD = {
    "MaHoSo": "G01.899.909-260916-890028",
    "MaTTHC": "1.001456",
    "TenTTHC": "Đăng ký thường trú",
    "ChuHoSo": "Nguyễn Văn A",
    "SoDienThoai": "0912345678",
    "NgayTiepNhan": "16/09/2026 08:30",
    "NgayHenTra": "25/09/2026",
    "TrangThaiHoSo": "4",
    "DonViXuLy": "Công an phường Thanh Miếu",
}


def good(number=28, **values):
    """Return a good row; `number` makes its code."""
    return {**GOOD, "MaHoSo": f"G01.899.909-260916-{number:06d}", **values}


def csv_text(rows, separator=","):
    file = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(file, names, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def csv_file(rows, encoding="utf-8", separator=",", start=b""):
    return io.BytesIO(start + csv_text(rows, separator).encode(encoding))


def workbook(rows, *, epoch_1904=False, above=(), change=None):
    """Return an XLSX file of `rows` (header → cell); `change(workbook, sheet)` does the rest."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": epoch_1904})
    sheet = book.add_worksheet("HoSo")
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = [*above, names, *([row.get(name) for name in names] for row in rows)]
    for i, cells in enumerate(table):
        for j, cell in enumerate(cells):
            if isinstance(cell, datetime | date):
                sheet.write_datetime(i, j, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(i, j, cell)
            elif cell is not None:
                sheet.write(i, j, cell)
    if change:
        change(book, sheet)
    book.close()
    return io.BytesIO(file.getvalue())


def repacked(file, **members):
    """Return the archive with members replaced or added.

    Name → bytes, `__` in a name standing for `/`.
    """
    changed = {name.replace("__", "/"): content for name, content in members.items()}
    result = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, old.read(name)), compresslevel=1)
        for name, content in changed.items():
            new.writestr(name, content, compresslevel=1)
    return io.BytesIO(result.getvalue())


def part(file, name):
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)
