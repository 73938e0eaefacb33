"""Syllables, pairs and marks."""

import pytest

from procedures.search.words import (
    MAX_LETTERS,
    could_be_vietnamese,
    marked_syllables,
    neighbour_pairs,
    plain_syllables,
    terms_of,
    tone_last,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mức độ 02", "muc do 2"),
        ("CT07", "ct7"),
        ("1.001456", "1 001456"),
        ("năm 2005", "nam 2005"),
        ("Đ/c số 0", "d c so 0"),
    ],
)
def test_leading_zeros_are_ignored(text, plain):
    assert " ".join(plain_syllables(text)) == plain


def test_syllables_with_marks_are_cut_before_they_are_stored():
    assert marked_syllables("é" * 400) == [tone_last("é" * MAX_LETTERS)]


def test_pairs_do_not_span_a_gap():
    assert neighbour_pairs(["ho", "chieu", "", "moi"]) == ["ho chieu"]


def test_terms_are_distinct_syllables_and_pairs():
    assert terms_of(("ho", "khau", "ho", "khau")) == ["ho", "khau", "ho khau", "khau ho"]


def test_the_tone_may_be_on_either_vowel():
    assert tone_last("hoá") == tone_last("hóa") != tone_last("hoà")


@pytest.mark.parametrize(
    ("word", "could_be"),
    [("nghieng", True), ("gi", True), ("quy", True), ("visa", False), ("chr", False), ("", False)],
)
def test_the_shape_of_a_syllable(word, could_be):
    assert could_be_vietnamese(word) == could_be
