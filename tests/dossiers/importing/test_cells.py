"""Reading single cells as Vietnamese systems export them."""

import pytest

from dossiers.importing import cells, status_names
from foundation.importing.tables import CellRefused


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        (12.0, "0012"),
        (25095001234, "025095001234"),
        ("025095001234", "025095001234"),
        (131234567, "131234567"),
        ("0012", "0012"),
    ],
)
def test_id_numbers_regain_lost_leading_zeros(cell, digits):
    assert cells.id_number(cell) == digits


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.001456, "1.001456"),
        (1.00145, "1.001450"),
        ("1.00145", "1.001450"),
        (2.0002, "2.000200"),
        ("1.001456.h54", "1.001456.H54"),
    ],
)
def test_procedure_codes_regain_lost_zeros(cell, code):
    assert cells.procedure_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("150.000 đ", 150_000),
        ("150,000", 150_000),
        ("1 500 000 VNĐ", 1_500_000),
        (150000.0, 150_000),
        ("", None),
    ],
)
def test_amounts_are_read_with_any_grouping(cell, amount):
    assert cells.money(cell) == amount


@pytest.mark.parametrize("cell", ["150,5", "-1", "1.5.0", 10.5, "miễn phí", "9" * 30])
def test_invalid_amounts_are_refused(cell):
    with pytest.raises(CellRefused):
        cells.money(cell)


@pytest.mark.parametrize(
    ("cell", "channel"), [(2, "online"), ("Trực tiếp", "direct"), ("buu chinh", "postal"), ("", "")]
)
def test_channels_are_read_by_number_and_by_name(cell, channel):
    assert status_names.channel(cell) == channel
