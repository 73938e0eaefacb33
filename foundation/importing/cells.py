"""What one cell says, as text or number; ambiguous values are refused.

Each function returns "" or nothing for an empty cell and raises CellRefused.
"""

import re
from datetime import date, datetime

from foundation.importing.tables import Cell, CellRefused
from foundation.records.formulas import undefused

MAX_TEXT = 2000
MASK = "•"


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


def lines(cell: Cell) -> tuple[str, ...]:
    """Return the entries of a list in one cell, separated by lines or semicolons."""
    return tuple(
        part for part in (" ".join(part.split()) for part in re.split(r"[;\n]", text(cell))) if part
    )
