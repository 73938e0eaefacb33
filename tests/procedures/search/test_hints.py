"""What is said beside the results."""

import pytest

from procedures.search import CallNow, EasilyConfused, NotPolice
from tests.procedures.search.shelf import INDEX


def kinds(query):
    return [type(hint) for hint in INDEX.search(query).hints]


@pytest.mark.parametrize("query", ["đăng ký kết hôn", "dang ky ket hon", "giấy khai sinh cho con"])
def test_another_agencys_business_names_the_agency(query):
    assert [hint.agency for hint in INDEX.search(query).hints] == ["UBND cấp xã"]


def test_another_agencys_business_is_not_buried_under_results():
    assert INDEX.search("làm giấy kết hôn").ids == ()


def test_what_is_asked_besides_is_still_found():
    assert INDEX.search("khai sinh xong nhập hộ khẩu").ids[0] == "residence"


def test_a_word_that_speaks_against_it_takes_the_hint_away():
    assert (kinds("giấy phép kinh doanh"), kinds("giấy phép kinh doanh karaoke")) == (
        [NotPolice],
        [],
    )


@pytest.mark.parametrize("query", ["cháy", "nhà tôi bị cháy", "chay nha"])
def test_an_emergency_says_whom_to_call(query):
    assert [hint.number for hint in INDEX.search(query).hints] == ["114"]


@pytest.mark.parametrize(
    "query", ["phòng cháy chữa cháy", "phong chay", "chạy thử", "diễn tập cháy nhà"]
)
def test_words_like_those_of_an_emergency_are_none(query):
    assert CallNow not in kinds(query)


def test_an_emergency_comes_first():
    assert kinds("bị cướp khi đăng ký kết hôn") == [CallNow, NotPolice]


@pytest.mark.parametrize("query", ["đăng ký tạm trú", "sinh viên dang ky thuong tru"])
def test_what_is_easily_confused_is_explained(query):
    assert kinds(query) == [EasilyConfused]


def test_a_slip_does_not_hide_a_hint():
    assert kinds("dang ky ket hoon") == [NotPolice]


def test_what_is_only_mentioned_is_not_explained():
    assert kinds("xác nhận thông tin về cư trú khi chưa đăng ký tạm trú") == []
