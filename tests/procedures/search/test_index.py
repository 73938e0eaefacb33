"""What is found, and in which order."""

from dataclasses import replace

import pytest

from procedures.search import Entry, SearchIndex, Synonyms, Vocabulary
from tests.for_each import for_each
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


def test_aspects_that_were_not_mentioned_come_last():
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


FOREIGN = SearchIndex(
    (Entry("visa", "Cấp thị thực"), Entry("card", "Cấp thẻ tạm trú"), Entry("bike", "Sang tên xe")),
    Vocabulary(
        synonyms=(
            Synonyms("New visa", ("change visa", "换签证", "비자 변경"), ("visa",)),
            Synonyms("Residence card", ("TRC", "暂住证", "거주증"), ("card",)),
            Synonyms("Change of owner", ("过户", "명의 변경"), ("bike",)),
        )
    ),
)


@for_each(
    ("query", "found"),
    [
        ("我要换签证", "visa"),
        ("暫住證怎麼辦", "card"),
        ("车过户", "bike"),
        ("비자를 변경", "visa"),
        ("거주증을 받고 싶어요", "card"),
        ("명의변경", "bike"),
        ("i must change my visa", "visa"),
    ],
)
def test_chinese_and_korean_are_found_by_characters(query, found):
    assert FOREIGN.search(query).ids[0] == found


def test_negated_words_are_not_searched_for():
    entries = (Entry("lost", "Mất thẻ căn cước"), Entry("broken", "Đổi thẻ căn cước"))
    plain = SearchIndex(entries, Vocabulary())
    aware = SearchIndex(entries, Vocabulary(negations=("chứ không phải",)))
    query = "thẻ căn cước gãy muốn đổi chứ không phải mất thẻ căn cước"
    assert (plain.search(query).ids[0], aware.search(query).ids[0]) == ("lost", "broken")


def test_more_variants_of_a_question_do_not_lower_a_procedures_own_words():
    def best_of(stories):
        own = Synonyms("bán xe máy", tuple(f"chuyện số {n} kể dài" for n in range(stories)), ("a",))
        entries = (
            Entry("a", "Sang tên xe máy", keywords=("xe máy cũ",)),
            Entry("b", "Đổi biển xe máy", keywords=("xe máy mờ biển", "biển mờ")),
        )
        return SearchIndex(entries, Vocabulary(synonyms=(own,))).search("xe máy").ids[0]

    assert best_of(1) == best_of(60) == "a"
