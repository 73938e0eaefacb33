"""Hints of a search."""

import pytest

from benchmarks.search_data import load_entries, load_vocabulary
from procedures.search import EasilyConfused, NotPolice, SearchIndex
from tests.procedures.search.shelf import INDEX


@pytest.fixture(scope="module")
def shipped():
    return SearchIndex(load_entries(), load_vocabulary())


def kinds(query):
    return [type(hint) for hint in INDEX.search(query).hints]


@pytest.mark.parametrize("query", ["đăng ký kết hôn", "dang ky ket hon", "giấy khai sinh cho con"])
def test_a_question_for_another_agency_shows_that_agency(query):
    assert [hint.agency for hint in INDEX.search(query).hints] == ["UBND cấp xã"]


def test_a_question_for_another_agency_has_no_results():
    assert INDEX.search("làm giấy kết hôn").ids == ()


def test_other_words_of_the_question_are_still_found():
    assert INDEX.search("khai sinh xong nhập hộ khẩu").ids[0] == "residence"


def test_a_longer_text_is_searched_to_its_end():
    talk = "Hôm qua tôi đi chợ về thì gặp một người lạ đứng trước cửa hàng bên kia đường. " * 40
    assert INDEX.danger(f"{talk} Bây giờ nhà đang cháy to!").kind.number == "114"
    assert INDEX.danger(talk) is INDEX.danger("") is None


def test_an_exception_word_removes_the_hint():
    assert (kinds("giấy phép kinh doanh"), kinds("giấy phép kinh doanh karaoke")) == (
        [NotPolice],
        [],
    )


@pytest.mark.parametrize("query", ["cháy", "nhà tôi bị cháy", "chay nha"])
def test_an_emergency_shows_the_number_to_call(query):
    assert INDEX.search(query).danger.kind.number == "114"


@pytest.mark.parametrize(
    "query", ["phòng cháy chữa cháy", "phong chay", "chạy thử", "diễn tập cháy nhà"]
)
def test_words_similar_to_an_emergency_give_no_hint(query):
    assert INDEX.search(query).danger is None


def test_below_a_number_there_is_nothing():
    found = INDEX.search("cứu với nhà tôi đang cháy")
    assert (found.ids, found.hints, found.did_you_mean) == ((), (), None)


@pytest.mark.parametrize("query", ["đăng ký tạm trú", "sinh viên dang ky thuong tru"])
def test_easily_confused_terms_are_explained(query):
    assert kinds(query) == [EasilyConfused]


def test_a_typing_mistake_does_not_hide_a_hint():
    assert kinds("dang ky ket hoon") == [NotPolice]


def test_terms_in_passing_are_not_explained():
    assert kinds("xác nhận thông tin về cư trú khi chưa đăng ký tạm trú") == []


def test_one_pair_at_most_is_explained(shipped):
    hints = shipped.search("đăng ký tạm trú").hints
    assert [type(hint) for hint in hints] == [EasilyConfused]
