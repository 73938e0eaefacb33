"""Looks up known phrases in a text, as whole syllables."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from .words import Syllables, Words

# Stands behind the last word.
NOTHING = "\n"

Value = TypeVar("Value")


class PhraseBook(Generic[Value]):
    """ComparablePhrases with what they stand for. Where several begin, the longest is found."""

    def __init__(self, phrases: Iterable[tuple[Syllables, Value]] = ()) -> None:
        self._values: dict[Words, Value] = {}
        for words, value in phrases:
            if words:
                self._values.setdefault(tuple(words), value)
        # How long the phrases are that begin with a word, by the word that follows: two words
        # nearly always tell that nothing begins here, by two look-ups instead of a comparison with
        # each phrase.
        self._lengths: dict[str, dict[str, list[int]]] = {}
        for words in sorted(self._values, key=len):
            lengths = self._lengths.setdefault(words[0], {NOTHING: []})
            following = words[1] if len(words) > 1 else NOTHING
            lengths.setdefault(following, list(lengths[NOTHING])).insert(0, len(words))

    def find(self, words: Syllables) -> list[tuple[int, int, Value]]:
        """Return (start, end, value) of the phrases in `words`, left to right.

        None inside another.
        """
        beginnings = self._lengths
        if beginnings.keys().isdisjoint(words):
            return []
        found: list[tuple[int, int, Value]] = []
        words, values, end = (*words, NOTHING), self._values, 0
        for start, word in enumerate(words):
            if word in beginnings and start >= end:
                lengths = beginnings[word]
                for length in lengths.get(words[start + 1]) or lengths[NOTHING]:
                    phrase = words[start : start + length]
                    if phrase in values:
                        end = start + length
                        found.append((start, end, values[phrase]))
                        break
        return found
