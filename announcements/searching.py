"""Finds announcements by words, with or without Vietnamese marks; pure, no Django in it.

Small on purpose: announcements are few words each, newest first matters more than a fine ranking,
and what is published has to be found within seconds among ten thousand others.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from foundation.records.vietnamese import syllables

MAX_SYLLABLES = 12  # of a query
# How much of a query's weight has to be found: "lừa đảo vneid mới nhất" finds "lừa đảo VNeID".
_ENOUGH = 0.6
# Words that nearly every query may have and that tell nothing apart.
_EMPTY = frozenset(
    {
        *("cua", "va", "la", "co", "cho", "toi", "o", "tai", "bi", "duoc", "nay", "nhu", "the"),
        *("nao", "gi", "ve", "hay", "khong", "mot"),
    }
)


def words_of(*texts: str) -> frozenset[str]:
    """Return the folded syllables of texts.

    >>> sorted(words_of("Lừa đảo VNeID"))
    ['dao', 'lua', 'vneid']
    """
    return frozenset(word for text in texts for word in syllables(text) if word)


class Postings:
    """Which of some texts have which syllable; texts are numbered, the first the most important."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self._count = len(texts)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(texts):
            for word in words:
                self._having[word].append(number)

    def find(self, query: str) -> list[int]:
        """Return the numbers of the texts that have most of the query, best first."""
        weights = self._weights(query)
        wanted = sum(weights.values())
        if not wanted:
            return []
        scores: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number in self._having.get(word, ()):
                scores[number] += weight
        good = ((score, -number) for number, score in scores.items() if score >= _ENOUGH * wanted)
        return [-number for _score, number in sorted(good, reverse=True)]

    def _weights(self, query: str) -> Mapping[str, float]:
        """Return how much each syllable of a query tells: rare ones more than common ones."""
        asked: Iterable[str] = syllables(query)[:MAX_SYLLABLES]
        return {
            word: math.log(1 + (self._count + 1) / (1 + len(self._having.get(word, ()))))
            for word in asked
            if word and word not in _EMPTY
        }
