"""Completes what is being typed: beginnings of syllables, with or without marks, from anywhere in a text."""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterable

from .answer import Suggestion
from .texts import Texts
from .words import MAX_CHARACTERS, plain_syllables

MIN_LETTERS = 2
# Sorts behind every letter: the end of the range of texts that begin with a prefix.
_LAST = "\U0010ffff"
# Added to the number of a text where the match is inside it: what begins as typed comes first.
_INSIDE = 1 << 32


class Suggestions:
    """The texts that may be suggested, findable from the beginning of each of their syllables."""

    def __init__(self, texts: Iterable[tuple[str, str | None]], read: Texts) -> None:
        """Take (text, procedure id) in order of importance. A text that leads to two procedures leads to neither."""
        self._texts: list[Suggestion] = []
        seen: dict[str, int] = {}
        for text, procedure_id in texts:
            folded = " ".join(read.plain(text))
            known = seen.setdefault(folded, len(self._texts))
            if known == len(self._texts):
                self._texts.append(Suggestion(text, procedure_id))
            elif self._texts[known].procedure_id != procedure_id:
                self._texts[known] = Suggestion(self._texts[known].text)
        self._endings, self._ranks = _endings(seen)

    def complete(self, prefix: str, limit: int) -> list[Suggestion]:
        """Return up to `limit` texts in which `prefix` begins a syllable: those that begin with it first."""
        typed = " ".join(plain_syllables(prefix[:MAX_CHARACTERS]))
        if len(typed) < MIN_LETTERS:
            return []
        if prefix[-1:].isspace():
            typed += " "
        found = self._ranks[bisect_left(self._endings, typed) : bisect_left(self._endings, typed + _LAST)]
        numbers = (rank % _INSIDE for rank in heapq.nsmallest(4 * limit, found))
        return [self._texts[number] for number in dict.fromkeys(numbers)][:limit]


def _endings(texts: dict[str, int]) -> tuple[list[str], "array[int]"]:
    """Return the sorted endings of `texts` from each syllable on (with a space behind), and how each ranks."""
    endings: list[tuple[str, int]] = []
    for folded, number in texts.items():
        endings.append((folded + " ", number))
        start = folded.find(" ") + 1
        while start:
            endings.append((folded[start:] + " ", number + _INSIDE))
            start = folded.find(" ", start) + 1
    endings.sort()
    return [ending for ending, _ in endings], array("q", (rank for _, rank in endings))
