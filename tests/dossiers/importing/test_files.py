"""Files that are not tables are refused."""

import io

import pytest

from tests.dossiers.importing.reading import refusal


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
def test_other_file_types_are_refused_by_name(content, words):
    fault = refusal(io.BytesIO(content))
    assert (fault.row, words in fault.text) == (0, True), fault


def test_a_huge_file_is_refused_without_reading_it():
    class Huge(io.BytesIO):
        def seek(self, position, whence=0):
            return 100 * 1024 * 1024 if whence == 2 else super().seek(position, whence)

    assert "50 MB" in refusal(Huge(b"MaHoSo")).text
