"""Reading statuses and channels."""

import unicodedata

import pytest

from dossiers.importing import status_names
from dossiers.workflow import MEANINGS, Status
from foundation.importing.tables import CellRefused
from tests.for_each import for_each


@for_each("status", [s for s in Status if MEANINGS[s].number != 8])
@for_each("form", ["number", "float", "zero", "label", "NFD", "unmarked", "both"])
def test_statuses_are_read_by_number_and_by_name(status, form):
    number, label = MEANINGS[status].number, status.label
    unmarked = "".join(
        c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c)
    )
    written = {
        "number": str(number),
        "float": float(number),
        "zero": f"{number:02d}",
        "label": label.upper(),
        "NFD": unicodedata.normalize("NFD", label),
        "unmarked": unmarked.replace("Đ", "D").replace("đ", "d"),
        "both": f"{number}. {label}",
    }[form]  # fmt: skip
    assert status_names.status(written) is status


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (8, "8"),
        ("Dừng xử lý", "8"),
        ("8 - Dừng xử lý", "8"),
        ("Tạm dừng xử lý", Status.SUSPENDED),
        ("8. Tạm dừng xử lý", Status.SUSPENDED),
    ],
)
def test_status_8_is_ambiguous(cell, status):
    assert status_names.status(cell) == status


@pytest.mark.parametrize("cell", ["0", "11", "9. Tạm dừng", "Xong hết", "-1", "4.5"])
def test_unknown_statuses_are_refused(cell):
    with pytest.raises(CellRefused):
        status_names.status(cell)
