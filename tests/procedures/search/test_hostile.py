"""Any text pasted into the search field is harmless and cheap."""

import time

import pytest

from procedures.search.words import MAX_LETTERS, MAX_SYLLABLES, read_query
from tests.procedures.search.shelf import INDEX

HOSTILE = [
    "a" * 10_000,
    "hộ chiếu " * 1_500,
    "😀" * 3_000,
    "<script>alert(1)</script>" * 300,
    "\u200b\u200d\ufeff" * 3_000,
    "中文查询护照" * 1_500,
    "\0" * 10_000,
    "hộ\0chiếu",
    "ﷺ" * 3_000,
    "Z͑ͫ̓ͪ̂ͫ̽" * 1_000,
    "%_\\'\";--" * 1_000,
    "1.001456 " * 1_200,
    "hochieu" * 1_400,
    "\ud800",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered_quickly(query):
    start = time.process_time()
    INDEX.search(query)
    INDEX.suggest(query)
    assert time.process_time() - start < 2


def test_only_the_beginning_of_a_long_text_is_read():
    words = read_query("từ " * 5_000 + "dài" * 50)[0]
    assert (len(words), max(map(len, read_query("x" * 5_000)[0]))) == (MAX_SYLLABLES, MAX_LETTERS)


def test_invisible_characters_do_not_hide_a_word():
    assert INDEX.search("hộ chi\u200bếu").ids[0] == "passport"
