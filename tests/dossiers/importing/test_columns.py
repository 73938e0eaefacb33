"""Recognising the columns of a table."""

from dossiers.importing.columns import DOSSIERS
from tests.dossiers.importing.making import GOOD, csv_file
from tests.dossiers.importing.reading import read


def test_headers_of_other_systems_are_recognised():
    row = {
        "Số hồ sơ": GOOD["MaHoSo"],
        "MA THU TUC": "1.001456",
        "Tình trạng": "4",
        "Ngày nhận": "16/09/2026",
    }
    table, _lines = read(csv_file([row]))
    assert table.headers.keys == ("code", "procedure_code", "status", "accepted_at")
    assert table.headers.missing == []


def test_an_unknown_header_can_be_mapped():
    row = {**GOOD, "Cột lạ": "x"}
    assert read(csv_file([row]))[0].headers.unknown == ["Cột lạ"]
    assert read(csv_file([row]), remembered={"cotla": "reason"})[0].headers.keys[-1] == "reason"


def test_a_file_without_known_headers_can_be_mapped():
    table, lines = read(csv_file([{"A1": "x", "B1": "y", "C1": "z"}]))
    assert [column.key for column in table.headers.missing] == [
        "code",
        "procedure_code",
        "accepted_at",
        "status",
    ]
    assert lines == [(2, ["x", "y", "z"])]


def test_a_column_without_a_name_holds_nothing_known():
    headers = DOSSIERS.with_explained({"": "reason"}).recognise(["MaHoSo", "", "#"])
    assert (headers.keys, headers.unknown) == (("code", None, "reason"), [])


def test_a_repeated_column_is_reported():
    assert [c.key for c in read(csv_file([{**GOOD, "Trạng thái": "4"}]))[0].headers.repeated] == [
        "status"
    ]
