"""Recognising abusive words."""

import pytest

from feedback.ratings.abusive_words import is_abusive


@pytest.mark.parametrize(
    "said", ["Đ.m làm ăn kiểu gì vcl", "đồ CHÓ CHẾT", "Toàn lũ mất dạy", "dit me", "fuck you"]
)
def test_abuse_is_recognised(said):
    assert is_abusive(said)


@pytest.mark.parametrize(
    "said",
    [
        "Các anh đi chợ à",
        "Còn các giấy tờ khác thì sao",
        "Tiền án tiền sự",
        "Cho dễ hiểu hơn",
        "Dù mẹ tôi chờ lâu",
        "Bộ Lao động",
        "",
    ],
)
def test_everyday_words_are_not_abusive(said):
    assert not is_abusive(said)
