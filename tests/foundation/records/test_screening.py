"""Personal data is found in any spelling; other text is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.records import screening
from foundation.records.screening import Kind
from tests.for_each import for_each

PERSONAL = [
    ("Gọi 0912345678 nhé", Kind.PHONE),
    ("0912 345 678", Kind.PHONE),
    ("0912.345.678", Kind.PHONE),
    ("09-12-34-56-78", Kind.PHONE),
    ("0 9 1 2 3 4 5 6 7 8", Kind.PHONE),
    ("+84 912 345 678", Kind.PHONE),
    ("84912345678", Kind.PHONE),
    ("(+84)912345678", Kind.PHONE),
    ("0210 3846 123", Kind.PHONE),
    ("０９１２３４５６７８", Kind.PHONE),
    ("0912\u200b345678", Kind.PHONE),
    ("CCCD 025090001234.", Kind.ID),
    ("025 090 001 234", Kind.ID),
    ("CMND 131234567", Kind.ID),
    ("131 234 567", Kind.ID),
    ("hộ chiếu B1234567", Kind.ID),
    ("C 1234567", Kind.ID),
    ("tài khoản 19033344455", Kind.ID),
    ("lan.nguyen@gmail.com", Kind.EMAIL),
    ("hồ sơ G01.899.909-260916-890028", Kind.DOSSIER),
    ("000.00.00.h54-250714-0001", Kind.DOSSIER),
    ("xe 19A-123.45", Kind.PLATE),
    ("19-B1 234.56", Kind.PLATE),
    ("đồng chí Nguyễn Văn An", Kind.NAME),
    ("chị Lan hẹn lại", Kind.NAME),
    ("Cán bộ Trần Thị Bình", Kind.NAME),
    ("Thiếu tá Lê Hùng", Kind.NAME),
    ("Tôi tên là Đặng Thị Quỳnh", Kind.NAME),
    ("tôi là Nguyễn Lan", Kind.NAME),
]
HARMLESS = [
    "Phí 100.000.000 đồng, lệ phí 1.400.000 đ",
    "Nghị định 118/2025/NĐ-CP ngày 09/06/2025",
    "từ 01/12/2026 đến 15/12/2026, 7 ngày làm việc",
    "mẫu CT01, mã thủ tục 1.001456, gọi 113 hoặc 1900 1234",
    "cán bộ Công an xã sẽ hướng dẫn",
    "anh chị mang theo giấy tờ",
    "Điều 12, khoản 3, năm 2025",
]


@for_each(("text", "kind"), PERSONAL)
def test_personal_data_is_found_and_hidden(text, kind):
    assert kind in {found.kind for found in screening.find(text)}
    hidden = screening.mask(text)
    assert screening.MASK in hidden
    assert not any(found.kind == kind for found in screening.find(hidden))


@pytest.mark.parametrize("text", HARMLESS)
def test_impersonal_text_is_unchanged(text):
    assert screening.find(text) == []
    assert screening.mask(text) == text


def test_an_offices_own_phone_is_unchanged():
    assert screening.find("Gọi (0210) 3846 123", own={"02103846123"}) == []


@given(st.text(max_size=300))
def test_findings_in_any_text_do_not_overlap(text):
    found = screening.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    screening.mask(text)


@pytest.mark.parametrize(
    "row",
    [
        "0 " * 1000,
        "1" * 2000,
        "0-" * 1000,
        "A " * 1000,
        "a.b" * 600,
        "đồng chí Nguyễn " * 120,
        "09123 " * 330,
    ],
)
def test_long_repetitions_are_screened_quickly(row):
    screening.mask(row)  # an exponential pattern would hang here
