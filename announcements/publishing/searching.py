"""Finds announcements by words, with or without Vietnamese marks; pure, no Django in it.

Small on purpose: announcements are few words each, newest first matters more than a fine ranking,
and what is published has to be found within seconds among ten thousand others.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from foundation.records.vietnamese import syllables

MAX_SYLLABLES = 12  # of a query
MOST_FOUND = 300  # nobody turns so many pages
MOST_LOOKED_AT = 1_000  # of the texts with one syllable, the most important
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
        self._texts = texts
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(texts):
            for word in words:
                self._having[word].append(number)

    def find(self, query: str) -> list[int]:
        """Return the numbers of at most MOST_FOUND texts that have most of the query, best first.

        Only texts with one of its rarest syllables are looked at: without any of these, the others
        together are not enough.
        """
        weights = self._weights(query)
        if not weights:
            return []
        enough = _ENOUGH * sum(weights.values())
        found: list[tuple[float, int]] = []
        for number in self._candidates(weights, enough):
            words = self._texts[number]
            score = sum(weight for word, weight in weights.items() if word in words)
            if score >= enough:
                found.append((-score, number))
                if len(found) == MOST_FOUND:
                    break
        return [number for _score, number in sorted(found)]

    def _candidates(self, weights: Mapping[str, float], enough: float) -> list[int]:
        """Return the numbers of texts that could have enough, the most important first."""
        left, found = sum(weights.values()), set[int]()
        for word in sorted(weights, key=weights.__getitem__, reverse=True):
            if left < enough:
                break
            found.update(self._having.get(word, ())[:MOST_LOOKED_AT])
            left -= weights[word]
        return sorted(found)

    def _weights(self, query: str) -> Mapping[str, float]:
        """Return how much each syllable of a query tells: rare ones more than common ones.

        One that no text has tells as much as the others on average: people ask for more than there
        is, and what there is should be found.
        """
        asked = [word for word in syllables(query)[:MAX_SYLLABLES] if word and word not in _EMPTY]
        known = {
            word: math.log(1 + (len(self._texts) + 1) / (1 + len(self._having[word])))
            for word in asked
            if word in self._having
        }
        average = sum(known.values()) / len(known) if known else 0.0
        return {word: known.get(word, average) for word in asked} if known else {}
