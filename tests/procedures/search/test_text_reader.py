"""Texts are read as queries are."""

import pytest

from procedures.search.text_reader import TextReader
from procedures.search.words import plain_syllables


@pytest.mark.parametrize(
    "text", ["Đăng ký thường trú", "ch\u200biếu", "ĐKX10/79; Mẫu số 01", "½ Ａ", "nguyê\u0303n"]
)
def test_texts_are_read_like_queries(text):
    assert list(TextReader().plain(text)) == plain_syllables(text)
