"""Completions while typing."""

import pytest

from procedures.search import Entry, SearchIndex, Suggestion, Vocabulary
from tests.procedures.search.shelf import INDEX


def texts(prefix, **options):
    return [suggestion.text for suggestion in INDEX.suggest(prefix, **options)]


@pytest.mark.parametrize("prefix", ["bao mat ho ch", "Báo mất hộ ch", "BAO M", "báo mất h", "bá"])
def test_the_beginning_of_a_name_is_completed(prefix):
    assert Suggestion("Báo mất hộ chiếu", "passport-lost") in INDEX.suggest(prefix)


def test_texts_that_begin_as_typed_come_first():
    assert texts("ho chieu")[0] == "hộ chiếu"


def test_a_word_inside_a_name_is_completed():
    assert "Báo mất hộ chiếu" in texts("chieu")


def test_a_finished_syllable_completes_no_longer_one():
    assert (texts("tha ") == [], "Thu hồi giấy phép lái xe" in texts("thu ")) == (True, True)


@pytest.mark.parametrize("prefix", ["", "h", " h ", "?"])
def test_fewer_than_two_letters_complete_nothing(prefix):
    assert texts(prefix) == []


def test_the_number_of_completions_is_limited():
    assert len(texts("ho", limit=2)) == 2


def test_a_text_of_two_procedures_leads_to_neither():
    index = SearchIndex(
        (Entry("a", "Khóa thẻ", "Khóa thẻ"), Entry("b", "Khóa thẻ", "Khóa thẻ")), Vocabulary()
    )
    assert index.suggest("kho") == (Suggestion("Khóa thẻ", None),)


def test_texts_without_a_completion_are_searched():
    assert INDEX.suggest("chieu mat ho")[0].procedure_id == "passport-lost"
