"""Known phrases in a query."""

from procedures.search.phrasebook import PhraseBook


def test_the_longest_phrase_is_found():
    book = PhraseBook([(["mo"], "open"), (["mo", "khoa"], "unlock"), (["khoa"], "lock")])
    assert book.find(["mo", "khoa", "mo"]) == [(0, 2, "unlock"), (2, 3, "open")]
