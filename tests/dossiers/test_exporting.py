"""Exports.

What is exported and loaded again changes nothing, no cell is a formula, a phone is never whole.
"""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from citizens.models import AccessEntry
from dossiers import exporting
from dossiers.models import Dossier
from foundation.records import formulas
from tests.dossiers.importing.conftest import counts, frozen, load, province  # noqa: F401  # fixtures
from tests.dossiers.importing.making import good
from tests.dossiers.importing.test_running import everything
from tests.for_each import for_each
from tests.offices import factories as offices

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
def test_what_is_exported_and_loaded_again_changes_nothing(load, export):  # noqa: F811  # the fixture
    assert load(STATES).created == len(STATES)
    before = everything()
    batch = load([], file=io.BytesIO(export(Dossier.objects.all())))
    assert (counts(batch), [str(fault) for fault in batch.faults.all()]) == (
        (0, 0, len(STATES), 0, 0),
        [],
    )
    assert everything() == before


@for_each("sign", list("=+-@\t\r\n＝＋－＠"))
def test_a_cell_is_never_a_formula_and_comes_back_as_it_was(sign):
    text = f"{sign}SUM(A1)"
    assert formulas.defused(text)[0] == "'"
    assert formulas.undefused(formulas.defused(text)) == text


def test_no_exported_cell_begins_like_a_formula(load):  # noqa: F811  # the fixture
    load([good(ChuHoSo="@SUM(1)", TrangThaiHoSo="8", LyDo="-1+1")])
    table = list(csv.reader(io.StringIO(csv_of(Dossier.objects.all()).decode("utf-8-sig"))))
    assert not [
        cell for line in table for cell in line if cell[:1] in formulas.FORMULA_SIGNS and cell
    ]
    assert "'@SUM(1)" in table[1]


def test_phones_are_masked_and_id_numbers_left_out(load):  # noqa: F811  # the fixture
    load([good(SoDinhDanh="025095001234")])
    text = csv_of(Dossier.objects.all()).decode()
    assert "0912•••678" in text
    assert not any(number in text for number in ("912345678", "1234,", "025095001234"))


def test_rows_are_read_a_bounded_number_at_a_time(load, monkeypatch, django_assert_num_queries):  # noqa: F811  # the fixture
    load([good(i) for i in range(7)])
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    with django_assert_num_queries(3):
        assert len(list(exporting.rows(Dossier.objects.all()))) == 7


def test_the_command_writes_both_kinds_and_is_logged(load, tmp_path, capsys):  # noqa: F811  # the fixture
    load([good()])
    for name in ("a.csv", "a.xlsx"):
        call_command("export_dossiers", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 100
    assert set(AccessEntry.objects.values_list("action", "machine", "count")) == {
        ("exported", "export_dossiers", 1)
    }


def test_the_command_takes_one_office_and_overwrites_nothing(load, tmp_path):  # noqa: F811  # the fixture
    load([good()])
    offices.office("ca-xa-khac")
    call_command("export_dossiers", str(tmp_path / "a.csv"), office="ca-xa-khac")
    assert (tmp_path / "a.csv").read_text().count("\n") == 1
    for name, office in (("a.csv", None), ("b.txt", None), ("b.csv", "khong-co")):
        with pytest.raises(CommandError):
            call_command("export_dossiers", str(tmp_path / name), office=office)
