"""Reading single cells of any table."""

import pytest

from foundation.importing import cells
from foundation.importing.tables import CellRefused


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (912345678.0, "0912345678"),
        ("912345678", "0912345678"),
        (2103846123, "02103846123"),
        ("0912 345 678", "0912 345 678"),
        ("84912345678", "84912345678"),
    ],
)
def test_phones_regain_a_lost_leading_zero(cell, phone):
    assert cells.phone(cell) == phone


@pytest.mark.parametrize("cell", ["9,12E+08", "9.12E+08", "1E+11"])
def test_numbers_rounded_by_excel_are_refused(cell):
    with pytest.raises(CellRefused, match="rút gọn"):
        cells.phone(cell)


def test_lists_in_one_cell_are_split():
    assert cells.lines("Bản sao giấy khai sinh;  Ảnh 3x4\nĐơn ") == (
        "Bản sao giấy khai sinh",
        "Ảnh 3x4",
        "Đơn",
    )
