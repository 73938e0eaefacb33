"""Reading workbooks."""

import io
import zipfile
from datetime import datetime

import pytest

from foundation.importing import xlsx_files
from tests.dossiers.importing.making import GOOD, good, part, repacked, workbook
from tests.dossiers.importing.reading import names, read, refusal

AT = datetime(2026, 9, 16, 8, 30)  # noqa: DTZ001  # as workbooks have them


def test_workbook_cells_keep_their_types():
    table, lines = read(workbook([good(NgayTiepNhan=AT, SoDienThoai=912345678, TrangThaiHoSo=4)]))
    keys = table.headers.keys
    ((number, cells),) = lines
    assert number == 2
    assert [cells[keys.index(key)] for key in ("accepted_at", "phone", "status")] == [
        AT,
        912345678.0,
        4.0,
    ]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_both_date_systems_give_the_same_dates(epoch_1904):
    table, lines = read(workbook([good(NgayTiepNhan=AT)], epoch_1904=epoch_1904))
    assert lines[0][1][table.headers.keys.index("accepted_at")] == AT
    assert table.epoch_1904 is epoch_1904


def test_the_table_may_begin_below_a_title_with_merged_cells():
    def change(_book, sheet):
        sheet.merge_range(0, 0, 0, 5, "BÁO CÁO HỒ SƠ")

    _table, lines = read(workbook([good()], above=[[], []], change=change))
    assert [number for number, _cells in lines] == [4]


def test_the_value_of_a_formula_is_read():
    def change(_book, sheet):
        sheet.write_formula(1, 3, '="Nguyễn"&" Văn B"', value="Nguyễn Văn B")

    assert names(workbook([good()], change=change)) == ["Nguyễn Văn B"]


def test_hidden_sheets_without_dossiers_are_ignored():
    def change(book, _sheet):
        lists = book.add_worksheet("DanhMuc")
        lists.write(0, 0, "x")
        lists.hide()

    assert names(workbook([good()], change=change)) == ["Nguyễn Văn A"]


def _second(*, hidden):
    def change(book, _sheet):
        second = book.add_worksheet("Thang2")
        second.write_row(0, 0, list(GOOD))
        second.write_row(1, 0, list(GOOD.values()))
        if hidden:
            second.hide()

    return change


def _merge(_book, sheet):
    sheet.merge_range(2, 1, 3, 1, "1.001456")


def _far(_book, sheet):
    sheet.write(1_048_575, 16_383, 1)


def _wide(_book, sheet):
    sheet.write(5, 3_000, 1)


def _tall(_book, sheet):
    sheet.write(1_048_575, 200, 1)


@pytest.mark.parametrize(
    ("change", "row", "column", "words"),
    [
        (_second(hidden=True), 0, "", "«Thang2» đang ẩn"),
        (_second(hidden=False), 0, "", "«HoSo», «Thang2»"),
        (_merge, 3, "B", "B3:B4"),
        (_wide, 0, "", "rộng hơn 512 cột"),
        (_far, 0, "", "quá xa"),
        (_tall, 0, "", "quá xa"),
    ],
    ids=["hidden", "two tables", "merged", "wide", "far corner", "tall"],
)
def test_a_bad_workbook_is_refused_with_its_cell(change, row, column, words):
    fault = refusal(workbook([good(i) for i in range(5)], change=change))
    assert (fault.row, fault.column, words in fault.text) == (row, column, True), fault


def test_macros_are_refused():
    assert (
        "macro"
        in refusal(
            repacked(workbook([good()]), xl__vbaProject_bin=b"", **{"xl/vbaProject.bin": b"x"})
        ).text
    )


def test_a_macro_content_type_is_refused():
    types = part(workbook([good()]), "[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    assert "macro" in refusal(repacked(workbook([good()]), **{"[Content_Types].xml": types})).text


def test_other_archives_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert "không phải bảng tính" in refusal(io.BytesIO(file.getvalue())).text


def test_a_declared_zip_bomb_is_refused():
    bomb = repacked(workbook([good()]), **{"xl/sharedStrings.xml": b" " * 60_000_000})
    assert "giải nén ra quá lớn" in refusal(bomb).text


def test_a_hidden_zip_bomb_only_ends_its_process(monkeypatch):
    monkeypatch.setattr(xlsx_files, "_check_members", lambda _archive: None)
    sheet = b"<sst>" + b"<si><t>" + b"a" * 1_000_000_000
    assert (
        "Không đọc được"
        in refusal(repacked(workbook([good()]), **{"xl/sharedStrings.xml": sheet})).text
    )


def test_a_truncated_workbook_is_refused():
    assert "hỏng" in refusal(io.BytesIO(workbook([good()]).getvalue()[:-200])).text


@pytest.mark.parametrize(("text", "place"), [("Nguyễn Văn A", (2, "D")), ("ChuHoSo", (1, "D"))])
def test_a_cell_with_a_nul_is_refused_with_its_place(text, place):
    strings = part(workbook([good()]), "xl/sharedStrings.xml").replace(text.encode(), b"a_x0000_b")
    fault = refusal(repacked(workbook([good()]), **{"xl/sharedStrings.xml": strings}))
    assert (fault.row, fault.column, "NUL" in fault.text) == (*place, True)


def test_a_broken_sheet_is_refused():
    assert (
        "Không đọc được"
        in refusal(
            repacked(
                workbook([good()]), **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}
            )
        ).text
    )
