"""Pairs that say what a question is about, and the phrases that they make."""

import pytest

from feedback.needs.phrases import MAX_PAIRS, pairs_of, phrases


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("tam tru", ["tam tru"]),
        ("cho toi hoi tam tru o dau", ["tam tru"]),
        ("tam tru tam tru", ["tam tru", "tru tam"]),
        ("phat 500 nghin", []),
        ("lam giay tam tru", ["lam giay", "giay tam", "tam tru"]),
    ],
)
def test_pairs(words, found):
    assert pairs_of(words) == found


def test_a_question_has_so_many_pairs_at_most():
    assert (
        len(
            pairs_of(
                " ".join(f"ch{letter}{other}" for letter in "abcdefgh" for other in "mnpqrstx")
            )
        )
        == MAX_PAIRS
    )


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({}, []),
        ({"tam tru": 5}, [("tam tru", 5)]),
        ({"cap lai": 10, "lai can": 9, "can cuoc": 12}, [("cap lai can cuoc", 9)]),
        (
            {"can cuoc": 20, "cuoc gan": 6},
            [("can cuoc", 20), ("cuoc gan", 6)],
        ),  # 6 of 20 do not belong together
        ({"a b": 5, "b a": 5}, [("a b a", 5)]),
    ],
)
def test_phrases(counts, found):
    assert phrases(counts) == found


def test_a_phrase_does_not_grow_for_ever():
    chain = {
        f"{first} {second}": 9 for first, second in zip("abcdefghij", "bcdefghijk", strict=True)
    }
    assert max(len(phrase.split()) for phrase, _count in phrases(chain)) == 6
