"""Exports can be imported again, hold no formulas and mask phones."""

import csv
import io

import pytest

from dossiers import exporting
from dossiers.models import Dossier
from foundation.records import formulas
from tests.dossiers.importing.conftest import counts, frozen, load, province  # noqa: F401  # fixtures
from tests.dossiers.importing.making import good
from tests.dossiers.importing.test_running import everything
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
STATES = [
    good(1, TrangThaiHoSo="1"),
    good(2, TrangThaiHoSo="2"),
    good(3, TrangThaiHoSo="3", LyDo="Sai mẫu; thiếu chữ ký"),
    good(4, TrangThaiHoSo="4", NgayHenTra="25/09/2026 10:30"),
    good(
        5,
        TrangThaiHoSo="5",
        LyDo="Thiếu",
        GiayToBoSung="Giấy khai sinh; Ảnh 3x4",
        HanBoSung="01/12/2026",
    ),
    good(6, TrangThaiHoSo="6", SoTienPhaiNop="150.000"),
    good(7, TrangThaiHoSo="7"),
    good(8, TrangThaiHoSo="8", LyDo="Chờ xác minh"),
    good(9, TrangThaiHoSo="8", LyDo="Hết thẩm quyền", NgayKetThucXuLy="20/09/2026"),
    good(10, TrangThaiHoSo="9", NgayKetThucXuLy="20/09/2026 09:00:05"),
    good(11, TrangThaiHoSo="10", NgayTra="21/09/2026", NgayHenTra=""),
    good(
        12, ChuHoSo="=cmd|' /C calc'!A0", SoDienThoai="", KenhThucHien="3", NgayNopHoSo="15/09/2026"
    ),
]


def csv_of(dossiers):
    return b"".join(exporting.as_csv(dossiers))


def workbook_of(dossiers):
    file = io.BytesIO()
    exporting.as_workbook(dossiers, file)
    return file.getvalue()


@pytest.mark.parametrize("export", [csv_of, workbook_of])
def test_importing_an_export_changes_nothing(load, export):  # noqa: F811  # the fixture
    assert load(STATES).created == len(STATES)
    before = everything()
    batch = load([], file=io.BytesIO(export(Dossier.objects.all())))
    assert (counts(batch), [str(fault) for fault in batch.faults.all()]) == (
        (0, 0, len(STATES), 0, 0),
        [],
    )
    assert everything() == before


@for_each("sign", list("=+-@\t\r\n＝＋－＠"))
def test_escaped_cells_are_read_back_unchanged(sign):
    text = f"{sign}SUM(A1)"
    assert formulas.defused(text)[0] == "'"
    assert formulas.undefused(formulas.defused(text)) == text


def test_no_exported_cell_starts_like_a_formula(load):  # noqa: F811  # the fixture
    load([good(ChuHoSo="@SUM(1)", TrangThaiHoSo="8", LyDo="-1+1")])
    table = list(csv.reader(io.StringIO(csv_of(Dossier.objects.all()).decode("utf-8-sig"))))
    assert not [
        cell for line in table for cell in line if cell[:1] in formulas.FORMULA_SIGNS and cell
    ]
    assert "'@SUM(1)" in table[1]


def test_exported_phones_are_masked(load):  # noqa: F811  # the fixture
    load([good(SoDinhDanh="025095001234")])
    text = csv_of(Dossier.objects.all()).decode()
    assert "0912•••678" in text
    assert not any(number in text for number in ("912345678", "1234,", "025095001234"))


def test_rows_are_read_in_batches(load, monkeypatch, django_assert_num_queries):  # noqa: F811  # the fixture
    load([good(i) for i in range(7)])
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    with django_assert_num_queries(3):
        assert len(list(exporting.rows(Dossier.objects.all()))) == 7
