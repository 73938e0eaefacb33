"""Reading delimited text files."""

import io
import unicodedata

import pytest

from foundation.importing import tables
from tests.dossiers.importing.making import csv_file, csv_text, good
from tests.dossiers.importing.reading import names, read, refusal
from tests.for_each import for_each


@for_each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@for_each("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_is_read(encoding, separator):
    start = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}.get(encoding, b"")
    file = csv_file(
        [good(1), good(2, ChuHoSo="Đỗ Thị Hằng")], encoding.removesuffix("-bom"), separator, start
    )
    assert names(file) == ["Nguyễn Văn A", "Đỗ Thị Hằng"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_is_normalised_to_nfc(form):
    file = io.BytesIO(unicodedata.normalize(form, csv_text([good()])).encode())
    assert names(file) == ["Nguyễn Văn A"]


def test_row_numbers_match_the_file():
    text = csv_text([good(1), good(2, ChuHoSo="Hai\ndòng"), good(3)])
    _table, lines = read(io.BytesIO(f"Danh sách hồ sơ\r\n\r\n{text}".encode()))
    assert [number for number, _cells in lines] == [4, 5, 7]


def test_excels_separator_line_is_skipped():
    assert names(io.BytesIO(b"sep=;\r\n" + csv_text([good()], ";").encode())) == ["Nguyễn Văn A"]


def test_windows_1258_is_read_if_declared():
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
def test_a_bad_csv_file_is_refused_with_its_line(content, row, words):
    fault = refusal(io.BytesIO(content))
    assert (fault.row, words in fault.text) == (row, True), fault


@pytest.mark.parametrize(
    "name", ["ĐỖ VĂN XÃ", "XÃ PHÚ THỌ", "XÃ\xa0PHÚ", "“NGÃ”", "«XÃ»", "Ä", "Hộ «cá» số 1"]
)
def test_valid_letters_are_not_taken_for_broken_text(name):
    assert names(csv_file([good(ChuHoSo=name)])) == [name]


def test_a_wrongly_declared_encoding_is_refused():
    assert "Windows-1258" in refusal(csv_file([good()]), encoding="cp1258").text
    assert "Tự nhận biết" in refusal(csv_file([good()], "utf-8-sig"), encoding="cp1258").text


def test_too_many_lines_are_refused_early(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert refusal(csv_file([good(i) for i in range(5)])).row == 5
