"""What one cell of a dossier says; ambiguous values are refused with CellRefused."""

import re

from dossiers.workflow import MAX_FEE
from foundation.importing.cells import digits, text
from foundation.importing.tables import Cell, CellRefused


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
