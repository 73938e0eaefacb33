"""What is found, and in which order."""

from dataclasses import replace

import pytest

from procedures.search import Entry, SearchIndex, Vocabulary
from tests.procedures.search.shelf import ENTRIES, INDEX, VOCABULARY, first


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Cấp hộ chiếu phổ thông", "passport"),
        ("trinh bao mat ho chieu", "passport-lost"),
        ("nhập hộ khẩu", "residence"),
        ("THI BẰNG LÁI", "licence"),
        ("phòng cháy", "fire"),
        ("chữa cháy phòng", "fire"),
    ],
)
def test_words_of_names_and_keywords_are_found(query, found):
    assert first(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("làm cccd", "card"),
        ("gplx", "licence"),
        ("tham dinh pccc", "fire"),
        ("kt3", "stay"),
        ("passport", "passport"),
    ],
)
def test_abbreviations_and_slang_are_understood(query, found):
    assert first(query) == found


@pytest.mark.parametrize(
    "query",
    [
        "mất hộ chiếu",
        "mat ho chieu",
        "MẤT HỘ CHIẾU",
        "mất  hộ-chiếu!!!",
        "ma\u0302\u0301t hộ chiếu",
        "mất hộ chiếu ở đâu",
    ],
)
def test_marks_and_case_do_not_matter(query):
    assert first(query) == "passport-lost"


@pytest.mark.parametrize(
    "query",
    [
        "đăng ký tạm trú cần gì",
        "thủ tục đăng ký tạm trú như thế nào",
        "xin hỏi đăng ký tạm trú mất bao lâu",
    ],
)
def test_question_words_are_ignored(query):
    assert INDEX.search(query).ids == INDEX.search("đăng ký tạm trú").ids


def test_the_verb_decides_between_procedures_of_one_subject():
    assert [first("cấp lại giấy phép lái xe"), first("thu hồi giấy phép lái xe")] == [
        "licence-again",
        "licence-revoked",
    ]


@pytest.mark.parametrize(
    "query", ["giấy phép lái xe bị mất", "làm mất gplx", "xin bản khác giấy phép lái xe"]
)
def test_a_lost_licence_finds_its_reissue(query):
    assert first(query) == "licence-again"


def test_aspects_not_asked_for_come_last():
    assert INDEX.search("giấy phép lái xe").ids[0] == "licence"


def test_a_known_question_finds_its_procedure():
    assert first("bé đi du lịch nước ngoài") == "passport"


def test_documents_are_found_when_no_name_matches_better():
    assert "passport" in INDEX.search("hộ chiếu ảnh chân dung").ids


def test_marks_break_a_tie():
    entries = (Entry("ghost", "Khai báo ma"), Entry("code", "Khai báo mã"))
    index = SearchIndex(entries, Vocabulary())
    assert [index.search("khai báo mã").ids[0], index.search("khai báo ma").ids[0]] == [
        "code",
        "ghost",
    ]


def test_equal_results_keep_the_order_of_the_catalogue():
    index = SearchIndex((Entry("b", "Tách hộ"), Entry("a", "Tách hộ")), Vocabulary())
    assert index.search("tách hộ").ids == ("b", "a")


def test_weak_results_are_left_out():
    assert INDEX.search("trình báo mất hộ chiếu").ids == ("passport-lost",)


@pytest.mark.parametrize("query", ["", " ", "?!", "xyzzy qwrtp", "ở đâu"])
def test_an_empty_query_finds_nothing(query):
    assert INDEX.search(query).ids == ()


def test_an_empty_catalogue_finds_nothing():
    assert SearchIndex((), VOCABULARY).search("hộ chiếu").ids == ()


def test_unknown_procedures_of_the_vocabulary_are_ignored():
    index = SearchIndex(ENTRIES[1:], VOCABULARY)
    assert "passport" not in index.search("passport").ids


def test_similar_procedures_do_not_bury_the_original():
    copies = [
        replace(e, id=f"{e.id}-{n}", name=f"{e.name} khu {n}", codes=())
        for n in range(100)
        for e in ENTRIES
    ]
    assert SearchIndex([*ENTRIES, *copies], VOCABULARY).search("nhập hộ khẩu").ids[0] == "residence"
