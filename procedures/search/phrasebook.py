"""Looks up known phrases in a text, as whole syllables."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from .words import Syllables, Words

Value = TypeVar("Value")


class PhraseBook(Generic[Value]):
    """Phrases with what they stand for. Where several begin, the longest is found."""

    def __init__(self, phrases: Iterable[tuple[Syllables, Value]] = ()) -> None:
        self._by_first: dict[str, list[tuple[Words, Value]]] = {}
        for words, value in phrases:
            if words:
                self._by_first.setdefault(words[0], []).append((tuple(words), value))
        for known in self._by_first.values():
            known.sort(key=lambda phrase: -len(phrase[0]))

    def find(self, words: Syllables) -> list[tuple[int, int, Value]]:
        """Return (start, end, value) of the phrases in `words`, left to right, none inside another."""
        found: list[tuple[int, int, Value]] = []
        if self._by_first.keys().isdisjoint(words):
            return found
        free = 0
        for start, word in enumerate(words):
            if start >= free and word in self._by_first:
                for phrase, value in self._by_first[word]:
                    end = start + len(phrase)
                    if len(phrase) == 1 or tuple(words[start:end]) == phrase:
                        found.append((start, end, value))
                        free = end
                        break
        return found
