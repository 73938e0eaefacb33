"""Pairs of neighbouring syllables, and the value of each pair."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import log1p

# The value of a known pair, and the bonus for the number of procedures that have it.
PAIR, COMMON = 1.6, 0.12

_NOTHING: Mapping[str, float] = {}
_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def _worth(procedures: int) -> float:
    return PAIR + COMMON * log1p(procedures)


class Neighbours:
    """Known pairs, by either syllable; `pairs` maps each to its number of procedures."""

    def __init__(self, pairs: Mapping[str, int]) -> None:
        self._after: dict[str, dict[str, float]] = {}
        self._before: dict[str, set[str]] = {}
        # Saves memory: one string for each syllable instead of one for each pair.
        one: dict[str, str] = {}
        for pair, procedures in pairs.items():
            first, second = (one.setdefault(word, word) for word in pair.split(" "))
            self._after.setdefault(first, {})[second] = _worth(procedures)
            self._before.setdefault(second, set()).add(first)

    def after(self, word: str) -> Mapping[str, float]:
        """Return the syllables that may follow `word`, with the value of each pair."""
        return self._after.get(word, _NOTHING)

    def before(self, word: str) -> AbstractSet[str]:
        """Return the syllables that may precede `word`."""
        return self._before.get(word, _NOBODY)

    def is_pair(self, first: str, second: str) -> bool:
        """Return True if `second` is known to follow `first`."""
        return second in self._after.get(first, _NOTHING)

    def worth(self, first: str, second: str) -> float:
        """Return the value of the pair, 0 if it is unknown."""
        return self._after.get(first, _NOTHING).get(second, 0.0)
