"""A picture's text alternative says what it shows."""

import pytest

from announcements.pictures.alternatives import fault_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "alternative_missing"),
        (" \n", "alternative_missing"),
        ("Ảnh", "alternative_empty"),
        ("Hình ảnh minh họa"[5:], "alternative_empty"),
        ("ẢNH MINH HOẠ", "alternative_empty"),
        ("anh-canh-bao-lua-dao.jpg", "alternative_empty"),
        ("IMG_20261126_101500", "alternative_empty"),
        ("x" * 301, "alternative_long"),
    ],
)
def test_an_alternative_that_says_nothing_is_refused(text, code):
    assert fault_of(text).code == code


def test_a_sentence_may_stand():
    assert fault_of("Tin nhắn giả danh công an, yêu cầu cài ứng dụng lạ") is None
