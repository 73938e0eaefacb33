"""Syllables, pairs and marks."""

import pytest

from procedures.search.expansion import join_split_words
from procedures.search.filler import Filler
from procedures.search.phrasebook import PhraseBook
from procedures.search.phrases import without_asides
from procedures.search.text_reader import TextReader
from procedures.search.words import neighbour_pairs, plain_syllables, terms_of, tone_last
from tests.procedures.search.shelf import SHIPPED


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
def test_zeros_before_a_number_do_not_count(text, plain):
    assert " ".join(plain_syllables(text)) == plain


def test_pairs_do_not_reach_over_a_gap():
    assert neighbour_pairs(["ho", "chieu", "", "moi"]) == ["ho chieu"]


def test_terms_are_syllables_then_pairs_each_once():
    assert terms_of(("ho", "khau", "ho", "khau")) == ["ho", "khau", "ho khau", "khau ho"]


def test_the_tone_may_stand_on_either_vowel():
    assert tone_last("hoá") == tone_last("hóa") != tone_last("hoà")


def test_the_longest_phrase_is_found_and_none_inside_it():
    book = PhraseBook([(["mo"], "open"), (["mo", "khoa"], "unlock"), (["khoa"], "lock")])
    assert book.find(["mo", "khoa", "mo"]) == [(0, 2, "unlock"), (2, 3, "open")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lam ho chieu can nhung giay to gi", "lam ho chieu "),
        ("can cuoc", "can cuoc"),
        ("ho so goc", "ho so goc"),
    ],
)
def test_only_question_phrases_are_taken_out(typed, kept):
    filler = Filler(SHIPPED.question_phrases, SHIPPED.weak_words)
    assert " ".join(filler.without_question_phrases(typed.split())) == kept


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("ct 7", "ct7"), ("pass port", "passport"), ("ho chieu", "ho chieu"), ("muc 2", "muc 2")],
)
def test_superfluous_spaces_are_taken_out(typed, whole):
    known = {"ct7", "passport", "ho", "chieu", "hochieu", "muc"}
    assert " ".join(join_split_words(typed.split(), known.__contains__)) == whole


def test_asides_are_left_out():
    assert without_asides("Tách hộ (thực hiện tại cấp xã)") == "Tách hộ"


@pytest.mark.parametrize(
    "text", ["Đăng ký thường trú", "ch\u200biếu", "ĐKX10/79; Mẫu số 01", "½ Ａ", "nguyê\u0303n"]
)
def test_texts_read_as_queries_do(text):
    assert list(TextReader().plain(text)) == plain_syllables(text)
