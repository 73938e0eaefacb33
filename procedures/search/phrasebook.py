"""Looks up known phrases in a text, as whole syllables."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from .words import Syllables, Words

Value = TypeVar("Value")


class PhraseBook(Generic[Value]):
    """Phrases with what they stand for. Where several begin, the longest is found."""

    def __init__(self, phrases: Iterable[tuple[Syllables, Value]] = ()) -> None:
        self._values: dict[Words, Value] = {}
        lengths: dict[str, set[int]] = {}
        for words, value in phrases:
            if words:
                self._values.setdefault(tuple(words), value)
                lengths.setdefault(words[0], set()).add(len(words))
        # The lengths of the phrases that begin with a word: a few look-ups instead of a comparison with each phrase.
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, words: Syllables) -> list[tuple[int, int, Value]]:
        """Return (start, end, value) of the phrases in `words`, left to right, none inside another."""
        lengths = self._lengths
        if lengths.keys().isdisjoint(words):
            return []
        found: list[tuple[int, int, Value]] = []
        words, values, end = tuple(words), self._values, 0
        for start, word in enumerate(words):
            if word in lengths and start >= end:
                for length in lengths[word]:
                    phrase = words[start : start + length]
                    if phrase in values:
                        end = start + len(phrase)
                        found.append((start, end, values[phrase]))
                        break
        return found
