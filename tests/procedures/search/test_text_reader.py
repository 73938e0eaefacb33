"""Texts are read as queries are."""

import pytest

from procedures.search.text_reader import TextReader
from procedures.search.words import plain_syllables


@pytest.mark.parametrize(
    "text", ["Đăng ký thường trú", "ch\u200biếu", "ĐKX10/79; Mẫu số 01", "½ Ａ", "nguyê\u0303n"]
)
def test_texts_read_as_queries_do(text):
    assert list(TextReader().plain(text)) == plain_syllables(text)
