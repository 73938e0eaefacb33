"""Find known phrases in a text, by whole syllables."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from .words import Syllables, Words

# Marks the end of a text.
END = "\n"

Value = TypeVar("Value")


class PhraseBook(Generic[Value]):
    """Phrases and their values. If several begin at one place, the longest is found."""

    def __init__(self, phrases: Iterable[tuple[Syllables, Value]] = ()) -> None:
        self._values: dict[Words, Value] = {}
        for words, value in phrases:
            if words:
                self._values.setdefault(tuple(words), value)
        # The lengths of the phrases by their first and second word. Two look-ups nearly always
        # show that no phrase begins here, without comparing any.
        self._lengths: dict[str, dict[str, list[int]]] = {}
        for words in sorted(self._values, key=len):
            lengths = self._lengths.setdefault(words[0], {END: []})
            following = words[1] if len(words) > 1 else END
            lengths.setdefault(following, list(lengths[END])).insert(0, len(words))

    def find(self, words: Syllables) -> list[tuple[int, int, Value]]:
        """Return (start, end, value) of the phrases in `words`, left to right, without overlaps."""
        beginnings = self._lengths
        if beginnings.keys().isdisjoint(words):
            return []
        found: list[tuple[int, int, Value]] = []
        starts = [start for start, word in enumerate(words) if word in beginnings]
        words, values, end = (*words, END), self._values, 0
        for start in starts:
            if start >= end:
                lengths = beginnings[words[start]]
                for length in lengths.get(words[start + 1]) or lengths[END]:
                    phrase = words[start : start + length]
                    if phrase in values:
                        end = start + length
                        found.append((start, end, values[phrase]))
                        break
        return found

    def find_all(self, words: Syllables) -> list[tuple[int, int, Value]]:
        """Return (start, end, value) of every phrase in `words`, overlapping ones, too."""
        beginnings = self._lengths
        if beginnings.keys().isdisjoint(words):
            return []
        found: list[tuple[int, int, Value]] = []
        words, values = (*words, END), self._values
        for start in range(len(words) - 1):
            if lengths := beginnings.get(words[start]):
                for length in lengths.get(words[start + 1]) or lengths[END]:
                    value = values.get(words[start : start + length])
                    if value is not None:
                        found.append((start, start + length, value))
        return found
