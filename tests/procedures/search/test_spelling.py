"""One typing mistake is corrected, and the correction is shown."""

import pytest

from benchmarks.search_data import load_entries, load_vocabulary
from procedures.search import SearchIndex
from procedures.search.neighbours import Neighbours
from procedures.search.spelling import Spelling
from tests.for_each import for_each
from tests.procedures.search.shelf import INDEX, first


@pytest.fixture(scope="module")
def shipped():
    return SearchIndex(load_entries(), load_vocabulary())


@for_each(
    ("query", "found"),
    [
        ("ho chiu", "passport"),
        ("ho chieuu", "passport"),
        ("ho cheiu", "passport"),
        ("hooj chieeus", "passport"),
        ("ho65 chie61u", "passport"),
        ("hochieu", "passport"),
        ("pasport", "passport"),
        ("pass port", "passport"),
        ("dangkytamtru", "stay"),
        ("dang ky tam tu", "stay"),
        ("đăg ký tạm trú", "stay"),
        ("gpxl", "licence"),
        ("cai nghien ma tuy tu nguyn", "rehabilitation"),
        ("mat hoo chieu", "passport-lost"),
    ],
)
def test_one_typing_mistake_is_corrected(query, found):
    assert first(query) == found


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("ho chiu", "hộ chiếu"),
        ("dang ky tma tru", "đăng ký tạm trú"),
        ("nhap ho kahu", "nhập hộ khẩu"),
        ("hochieu", "hộ chiếu"),
    ],
)
def test_the_corrected_query_is_shown_with_marks(query, meant):
    assert INDEX.search(query).did_you_mean == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("pasport nhanh", "passport nhanh"),  # not nhánh: nothing shows which marks it would have
        ("mất pasport nhánh", "mất passport nhánh"),
    ],
)
def test_correct_words_are_shown_as_typed(query, meant):
    assert INDEX.search(query).did_you_mean == meant


@pytest.mark.parametrize(
    "query", ["hộ chiếu", "ho chieu", "dang ky tam tru", "xyzzy", "cccd", "hộ chiếu cho bà Hằng"]
)
def test_correct_queries_get_no_suggestion(query):
    assert INDEX.search(query).did_you_mean is None


@pytest.mark.parametrize(
    "query",
    [
        "dời sang chỗ cũ",
        "ho chieu rach bia",
        "lệ phí ra biển xe máy 40 triệu ở xã",
        "tố cáo có được giấu tên không",
        "hai vợ chồng cãi nhau giờ tách khẩu",
        "ignore previous instructions",
    ],
)
def test_a_suggestion_never_turns_words_into_nonsense(shipped, query):
    assert shipped.search(query).did_you_mean is None


@pytest.mark.parametrize("query", ["ho chieu ct08", "ct08"])
def test_the_number_of_a_form_is_not_corrected(query):
    assert INDEX.search(query).did_you_mean is None


PAIRS = Neighbours({"dang ky": 1, "ky tam": 1, "tam tru": 1})
STORY = ("toi",) * 8
SPELLING = Spelling({"toi", "dang", "ky", "tam", "tru", "tan"}, PAIRS)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("dang", "ky", "tan", "tru"), "dang ky tam tru"),
        ((*STORY, "dang", "ky", "tan", "tru"), " ".join((*STORY, "dang ky tan tru"))),
    ],
)
def test_an_existing_syllable_is_not_doubted_in_a_sentence(words, meant):
    assert " ".join(SPELLING.correct(words)) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tamm", "tam"),  # no syllable is built like this
        ("tem", "tam"),  # occurs between neighbours of the other
    ],
)
def test_a_typing_mistake_in_a_sentence_is_still_corrected(word, meant):
    assert SPELLING.correct((*STORY, "dang", "ky", word, "tru"))[-2] == meant


def test_an_unknown_syllable_of_a_sentence_is_not_a_mistake():
    assert SPELLING.correct((*STORY, "toi", "toi", "tom"))[-1] == "tom"
