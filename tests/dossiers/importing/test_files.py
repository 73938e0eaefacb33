"""Reading files.

What they are, how they are encoded, where their table is, and every bad file refused by row and
column.
"""

import io
import unicodedata
import zipfile
from datetime import datetime

import pytest

from dossiers.importing import files, tables, xlsx_files
from dossiers.importing.faults import FileRefused
from tests.dossiers.importing.making import GOOD, csv_file, csv_text, good, part, repacked, workbook
from tests.for_each import for_each


def read(file, remembered=None, encoding=""):
    table = files.read(file, remembered or {}, encoding)
    return table, list(table.lines)


def names(file, **options):
    """Return the value of ChuHoSo in each line."""
    table, lines = read(file, **options)
    return [cells[table.headers.keys.index("applicant")] for _number, cells in lines]


def refusal(file, **options):
    with pytest.raises(FileRefused) as refused:
        read(file, **options)
    return refused.value.fault


# --- delimited -----------------------------------------------------------------------------------


@for_each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@for_each("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_names(encoding, separator):
    start = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}.get(encoding, b"")
    file = csv_file(
        [good(1), good(2, ChuHoSo="Đỗ Thị Hằng")], encoding.removesuffix("-bom"), separator, start
    )
    assert names(file) == ["Nguyễn Văn A", "Đỗ Thị Hằng"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_is_composed_whatever_its_form(form):
    file = io.BytesIO(unicodedata.normalize(form, csv_text([good()])).encode())
    assert names(file) == ["Nguyễn Văn A"]


def test_lines_are_numbered_as_in_the_file():
    text = csv_text([good(1), good(2, ChuHoSo="Hai\ndòng"), good(3)])
    _table, lines = read(io.BytesIO(f"Danh sách hồ sơ\r\n\r\n{text}".encode()))
    assert [number for number, _cells in lines] == [4, 5, 7]


def test_the_line_with_which_excel_names_its_separator_is_passed_over():
    assert names(io.BytesIO(b"sep=;\r\n" + csv_text([good()], ";").encode())) == ["Nguyễn Văn A"]


def test_windows_1258_is_read_when_an_officer_declares_it():
    text = (
        csv_text([good()])
        .replace("Nguyễn", "Nguyê\u0303n")
        .replace("Miếu", "Miê\u0301u")
        .replace("phường", "phươ\u0300ng")
    )
    text = text.replace("Đăng ký thường trú", "Đăng ky\u0301 thươ\u0300ng tru\u0301")
    assert names(io.BytesIO(text.encode("cp1258")), encoding="cp1258") == ["Nguyễn Văn A"]


@for_each(
    ("content", "row", "words"),
    [
        (
            csv_text([good(), good(2)])
            .encode()
            .replace("Nguyễn Văn A".encode(), "Nguyên".encode("cp1258"), 1),
            2,
            "UTF-8",
        ),
        (csv_text([good()]).encode() + "Hồ".encode() + b"\xff,x\r\n", 3, "UTF-8"),
        (csv_text([good(ChuHoSo="Nguyá»…n")]).encode(), 2, "hỏng dấu"),
        (csv_text([good(), good(2, ChuHoSo="Ä‘Ã³")]).encode(), 3, "hỏng dấu"),
        (csv_text([good(ChuHoSo="TÃ¡m")]).encode(), 2, "hỏng dấu"),
        (csv_text([good(ChuHoSo="Ưng DÆ°")]).encode(), 2, "hỏng dấu"),
        (csv_text([good(ChuHoSo="Nguy\ufffdn")]).encode(), 2, "hỏng dấu"),
        (csv_text([good(ChuHoSo="a\0b")]).encode(), 2, "NUL"),
        (csv_text([good()]).encode() + b'"khong dong,x\r\n', 3, "ngoặc kép"),
        (csv_text([good()]).encode() + b"a" * 1_100_000, 3, "quá dài"),
        (csv_text([good(ChuHoSo="a" * 200_000)]).encode(), 2, "quá dài"),
        (csv_text([good()]).encode("utf-16-le"), 1, "NUL"),
        (b"\xff\xfe" + csv_text([good()]).encode("utf-16-le")[:-1], 2, "UTF-16"),
        (b"MaHoSo,MaTTHC,TrangThaiHoSo\r\n", 1, "không có hồ sơ nào"),
        (b"MaHoSo,MaTTHC,TrangThaiHoSo\r\n,,\r\n", 1, "không có hồ sơ nào"),
        (
            ",".join(["MaHoSo", "MaTTHC", *(f"C{i}" for i in range(120))]).encode()
            + b"\r\nx,y\r\n",
            1,
            "122 cột",
        ),
        (b"a,b\r\nc,d\r\n", 0, "dòng tiêu đề"),
    ],
)
def test_a_bad_delimited_file_is_refused_by_its_line(content, row, words):
    fault = refusal(io.BytesIO(content))
    assert (fault.row, words in fault.text) == (row, True), fault


@pytest.mark.parametrize(
    "name", ["ĐỖ VĂN XÃ", "XÃ PHÚ THỌ", "XÃ\xa0PHÚ", "“NGÃ”", "«XÃ»", "Ä", "Hộ «cá» số 1"]
)
def test_letters_that_broken_text_begins_with_are_letters(name):
    assert names(csv_file([good(ChuHoSo=name)])) == [name]


def test_a_declared_encoding_that_the_text_denies_is_refused():
    assert "Windows-1258" in refusal(csv_file([good()]), encoding="cp1258").text
    assert "Tự nhận biết" in refusal(csv_file([good()], "utf-8-sig"), encoding="cp1258").text


def test_too_many_lines_are_refused_before_they_are_kept(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert refusal(csv_file([good(i) for i in range(5)])).row == 5


# --- what is no table at all ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b"\xef\xbb\xbf\r\n", "Tệp trống"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "tệp nén"),
        (b"\x89PNG\r\n", "ảnh"),
        (b"<html><table><tr><td>MaHoSo", "trang web"),
        (b'<?xml version="1.0"?><Workbook>', "trang web"),
        (b"PK\x03\x04" + b"junk" * 100, "hỏng"),
    ],
)
def test_other_files_are_refused_by_what_they_are(content, words):
    fault = refusal(io.BytesIO(content))
    assert (fault.row, words in fault.text) == (0, True), fault


def test_a_huge_file_is_refused_without_reading_it():
    class Huge(io.BytesIO):
        def seek(self, position, whence=0):
            return 100 * 1024 * 1024 if whence == 2 else super().seek(position, whence)

    assert "50 MB" in refusal(Huge(b"MaHoSo")).text


# --- workbooks -----------------------------------------------------------------------------------

AT = datetime(2026, 9, 16, 8, 30)  # noqa: DTZ001  # as workbooks have them


def test_a_workbook_is_read_with_its_types():
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
def test_dates_are_the_same_whichever_year_the_workbook_counts_from(epoch_1904):
    table, lines = read(workbook([good(NgayTiepNhan=AT)], epoch_1904=epoch_1904))
    assert lines[0][1][table.headers.keys.index("accepted_at")] == AT
    assert table.epoch_1904 is epoch_1904


def test_the_table_may_begin_below_a_title_with_merged_cells():
    def change(_book, sheet):
        sheet.merge_range(0, 0, 0, 5, "BÁO CÁO HỒ SƠ")

    _table, lines = read(workbook([good()], above=[[], []], change=change))
    assert [number for number, _cells in lines] == [4]


def test_only_the_value_of_a_formula_counts():
    def change(_book, sheet):
        sheet.write_formula(1, 3, '="Nguyễn"&" Văn B"', value="Nguyễn Văn B")

    assert names(workbook([good()], change=change)) == ["Nguyễn Văn B"]


def test_hidden_sheets_without_dossiers_are_left_alone():
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
def test_a_bad_workbook_is_refused_by_sheet_and_place(change, row, column, words):
    fault = refusal(workbook([good(i) for i in range(5)], change=change))
    assert (fault.row, fault.column, words in fault.text) == (row, column, True), fault


def test_macros_are_refused():
    assert (
        "macro"
        in refusal(
            repacked(workbook([good()]), xl__vbaProject_bin=b"", **{"xl/vbaProject.bin": b"x"})
        ).text
    )


def test_a_macro_type_is_refused_whatever_the_name():
    types = part(workbook([good()]), "[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    assert "macro" in refusal(repacked(workbook([good()]), **{"[Content_Types].xml": types})).text


def test_another_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert "không phải bảng tính" in refusal(io.BytesIO(file.getvalue())).text


def test_a_bomb_is_refused_by_what_its_directory_declares():
    bomb = repacked(workbook([good()]), **{"xl/sharedStrings.xml": b" " * 60_000_000})
    assert "giải nén ra quá lớn" in refusal(bomb).text


def test_a_bomb_whose_directory_lies_ends_its_own_process_only(monkeypatch):
    monkeypatch.setattr(xlsx_files, "_check_members", lambda _archive: None)
    sheet = b"<sst>" + b"<si><t>" + b"a" * 1_500_000_000
    assert (
        "Không đọc được"
        in refusal(repacked(workbook([good()]), **{"xl/sharedStrings.xml": sheet})).text
    )


def test_a_cut_workbook_is_refused():
    assert "hỏng" in refusal(io.BytesIO(workbook([good()]).getvalue()[:-200])).text


@pytest.mark.parametrize(("text", "place"), [("Nguyễn Văn A", (2, "D")), ("ChuHoSo", (1, "D"))])
def test_a_cell_with_a_nul_is_refused_by_its_place(text, place):
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


# --- headers -------------------------------------------------------------------------------------


def test_headers_of_other_systems_are_known_with_marks_or_without():
    row = {
        "Số hồ sơ": GOOD["MaHoSo"],
        "MA THU TUC": "1.001456",
        "Tình trạng": "4",
        "Ngày nhận": "16/09/2026",
    }
    table, _lines = read(csv_file([row]))
    assert table.headers.keys == ("code", "procedure_code", "status", "accepted_at")
    assert table.headers.missing == []


def test_an_unknown_header_is_told_and_can_be_remembered():
    row = {**GOOD, "Cột lạ": "x"}
    assert read(csv_file([row]))[0].headers.unknown == ["Cột lạ"]
    assert read(csv_file([row]), remembered={"cotla": "reason"})[0].headers.keys[-1] == "reason"


def test_a_file_with_none_of_our_headers_is_still_a_table_to_be_mapped():
    table, lines = read(csv_file([{"A1": "x", "B1": "y", "C1": "z"}]))
    assert [column.key for column in table.headers.missing] == [
        "code",
        "procedure_code",
        "accepted_at",
        "status",
    ]
    assert lines == [(2, ["x", "y", "z"])]


def test_a_column_that_stands_twice_is_told():
    assert [c.key for c in read(csv_file([{**GOOD, "Trạng thái": "4"}]))[0].headers.repeated] == [
        "status"
    ]
