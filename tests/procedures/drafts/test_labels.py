"""Parts of a draft in the officers' words."""

import pytest

from procedures.drafts.labels import place_of, title_row


@pytest.mark.parametrize(
    ("part", "row", "words"),
    [
        (
            "fees",
            {"amount": 140000, "currency": "VND", "condition": "Cấp lại"},
            "140.000 đồng – Cấp lại",
        ),
        ("time_limits", {"value": 0.5, "unit": "day"}, "0,5 ngày"),
        (
            "time_limits",
            {"text": "Ngay trong ngày", "condition": "Nộp sáng"},
            "Ngay trong ngày – Nộp sáng",
        ),
        ("channels", {"kind": "online"}, "Trực tuyến"),
        ("documents", {"name": "x" * 200}, "x" * 89 + "…"),
    ],
)
def test_each_kind_of_row_has_a_title(part, row, words):
    assert title_row(part, row) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("levels",), "Cấp thực hiện"),
        (("documents", 1, "condition"), "Thành phần hồ sơ · dòng 2 · Điều kiện"),
        (("time_limits", 0), "Thời hạn giải quyết · dòng 1"),
    ],
)
def test_each_place_has_a_name(path, words):
    assert place_of(path) == words
