"""What one cell says, as text or number; ambiguous values are refused.

Each function returns None or "" for an empty cell and raises CellRefused.
"""

import re
from datetime import date, datetime

from dossiers.importing.faults import CellRefused
from dossiers.importing.tables import Cell
from dossiers.workflow import MAX_FEE
from foundation.records.formulas import undefused

MAX_TEXT = 2000


def text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a decimal point, no spaces at the ends."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        raise CellRefused("Ô chứa giá trị đúng/sai, không phải chữ.")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        raise CellRefused("Ô chứa ngày, không phải chữ.")
    plain = undefused(str(cell).strip())
    if len(plain) > MAX_TEXT:
        raise CellRefused(f"Quá dài (tối đa {MAX_TEXT} ký tự).", "too_long")
    if plain.startswith("#") and plain.rstrip("!?").isupper():
        raise CellRefused("Ô có lỗi công thức của Excel.")
    return plain


MASK = "•"


def digits(cell: Cell) -> str:
    """Return a long number as text. Refuses what Excel has rounded («9,12E+08»)."""
    plain = text(cell)
    if re.fullmatch(r"\d+([.,]\d+)?E\+?\d+", plain, re.IGNORECASE):
        raise CellRefused(
            "Số bị Excel rút gọn (dạng 9,12E+08). Hãy định dạng cột là chữ (Text) rồi xuất lại."
        )
    return plain


def phone(cell: Cell) -> str:
    """Return a phone number, with the zero that a number cell has lost; validators check it."""
    plain = digits(cell)
    if MASK in plain:  # masked by our own export
        return ""
    # Without the zero a mobile number has nine digits; a land line has ten and begins with 2.
    return f"0{plain}" if re.fullmatch(r"[35-9]\d{8}|2\d{9}", plain) else plain


def id_number(cell: Cell) -> str:
    """Return an ID number, with the zeros that a number cell has lost.

    CCCD has twelve digits, CMND nine; the last ones are four.
    """
    plain = digits(cell)
    if isinstance(cell, int | float) and plain.isdecimal():
        return next((plain.zfill(length) for length in (4, 9, 12) if len(plain) <= length), plain)
    return plain


def procedure_code(cell: Cell) -> str:
    """Return a national code. The number 1.00145 is 1.001450: a number cell loses the zero."""
    if isinstance(cell, float) and not isinstance(cell, bool):
        return f"{cell:.6f}"
    plain = text(cell).upper()
    return plain.ljust(8, "0") if re.fullmatch(r"\d\.\d{3,5}", plain) else plain


def money(cell: Cell) -> int | None:
    """Return an amount in đồng. «150.000», «150,000 đ» and 150000.0 are the same."""
    plain = re.sub(r"\s*(đồng|vnđ|vnd|đ|₫)\.?$", "", text(cell), flags=re.IGNORECASE)
    if not plain:
        return None
    whole = (
        plain
        if plain.isdecimal()
        else re.sub(r"[.,\s]", "", plain)
        if re.fullmatch(r"\d{1,3}([.,\s]\d{3})+", plain)
        else ""
    )
    if not whole.isascii() or not whole.isdecimal() or int(whole[:20]) > MAX_FEE:
        raise CellRefused("Số tiền chưa đúng, ví dụ đúng: 150000.")
    return int(whole)


def lines(cell: Cell) -> tuple[str, ...]:
    """Return the entries of a list in one cell, separated by lines or semicolons."""
    return tuple(
        part for part in (" ".join(part.split()) for part in re.split(r"[;\n]", text(cell))) if part
    )
