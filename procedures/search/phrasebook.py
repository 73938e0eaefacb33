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
        found: list[tuple[int, int, Value]] = []
        if self._lengths.keys().isdisjoint(words):
            return found
        free = 0
        for start, word in enumerate(words):
            if start >= free and word in self._lengths:
                end = self._end(words, start, self._lengths[word])
                if end:
                    found.append((start, end, self._values[tuple(words[start:end])]))
                    free = end
        return found

    def _end(self, words: Syllables, start: int, lengths: Iterable[int]) -> int:
        """Return where the longest phrase that begins at `start` ends; 0 if none does."""
        for length in lengths:
            if start + length <= len(words) and tuple(words[start : start + length]) in self._values:
                return start + length
        return 0
