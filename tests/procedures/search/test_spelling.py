"""One typing mistake is corrected, and the correction is shown."""

import pytest

from tests.for_each import for_each
from tests.procedures.search.shelf import INDEX, first


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
        ("pasport nhanh", "passport nhanh"),  # not nhánh: nothing says which marks it would have
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


@pytest.mark.parametrize("query", ["ho chieu ct08", "ct08"])
def test_the_number_of_a_form_is_not_corrected(query):
    assert INDEX.search(query).did_you_mean is None
