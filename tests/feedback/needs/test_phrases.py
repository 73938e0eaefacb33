"""Pairs of words and the phrases they form."""

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
def test_pairs_are_found_in_a_text(words, found):
    assert pairs_of(words) == found


def test_the_number_of_pairs_is_limited():
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
        # 6 of 20 is too few to join
        (
            {"can cuoc": 20, "cuoc gan": 6},
            [("can cuoc", 20), ("cuoc gan", 6)],
        ),
        ({"a b": 5, "b a": 5}, [("a b a", 5)]),
    ],
)
def test_pairs_form_phrases(counts, found):
    assert phrases(counts) == found


def test_the_length_of_a_phrase_is_limited():
    chain = {
        f"{first} {second}": 9 for first, second in zip("abcdefghij", "bcdefghijk", strict=True)
    }
    assert max(len(phrase.split()) for phrase, _count in phrases(chain)) == 6
