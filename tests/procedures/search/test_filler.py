"""Question phrases are removed from a search."""

import pytest

from procedures.search.filler import Filler
from tests.procedures.search.shelf import SHIPPED


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lam ho chieu can nhung giay to gi", "lam ho chieu "),
        ("can cuoc", "can cuoc"),
        ("ho so goc", "ho so goc"),
    ],
)
def test_only_question_phrases_are_removed(typed, kept):
    filler = Filler(SHIPPED.question_phrases, SHIPPED.weak_words)
    assert " ".join(filler.without_question_phrases(typed.split())) == kept
