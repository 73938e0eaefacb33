"""Codes lead to exactly their procedures."""

import pytest

from procedures.search import Entry, SearchIndex, Synonyms, Vocabulary
from procedures.search.codes import national_codes
from tests.procedures.search.shelf import INDEX


@pytest.mark.parametrize(
    "query",
    ["1.001456", "1001456", "1 001456", "1.001.456", "TTHC-1-001456", "thủ tục 1.001456 cần gì"],
)
def test_a_national_code_finds_only_its_procedure(query):
    assert INDEX.search(query).ids == ("passport",)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("CT07", {"proof"}),
        ("ct 07", {"proof"}),
        ("ct7", {"proof"}),
        ("mẫu ct01", {"residence", "stay"}),
        ("tk 05", {"passport-lost"}),
    ],
)
def test_a_form_code_finds_the_procedures_with_the_form(query, found):
    assert set(INDEX.search(query).ids) == found


RECORD = Entry("record", "Cấp Phiếu lý lịch tư pháp cho cá nhân", keywords=("phiếu số 2", "NA17"))
HOUSE = Entry("house", "Xác nhận diện tích chỗ ở", codes=("Mẫu số 2", "NA17", "1.004222"))
SAID = Vocabulary(synonyms=(Synonyms("tờ khai số 2", (), ("record",)),))


@pytest.mark.parametrize("query", ["phiếu số 2", "phieu so 2", "NA17", "tờ khai số 2"])
def test_officers_words_come_after_a_form_with_the_same_code(query):
    assert SearchIndex([RECORD, HOUSE], SAID).search(query).ids == ("house", "record")


@pytest.mark.parametrize("query", ["mẫu số 2", "1.004222"])
def test_a_code_without_a_keyword_finds_only_its_procedures(query):
    assert SearchIndex([RECORD, HOUSE], SAID).search(query).ids == ("house",)


@pytest.mark.parametrize("text", ["001456", "0912001456", "001090001456", "1.0014567", "12.001456"])
def test_other_numbers_are_not_codes(text):
    assert national_codes(text) == []
