"""Which syllables are known to stand beside each other, and what that is worth."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import log1p

# What it is worth that two neighbours are a known pair, and that many procedures know it.
PAIR, COMMON = 1.6, 0.12

_NOTHING: Mapping[str, float] = {}
_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def _worth(procedures: int) -> float:
    return PAIR + COMMON * log1p(procedures)


class Neighbours:
    """Known pairs, by either of their syllables. `pairs` tells how many procedures know each."""

    def __init__(self, pairs: Mapping[str, int]) -> None:
        self._after: dict[str, dict[str, float]] = {}
        self._before: dict[str, set[str]] = {}
        # One object for all places where a syllable stands: those cut out of pairs would be many.
        one: dict[str, str] = {}
        for pair, procedures in pairs.items():
            first, second = (one.setdefault(word, word) for word in pair.split(" "))
            self._after.setdefault(first, {})[second] = _worth(procedures)
            self._before.setdefault(second, set()).add(first)

    def after(self, word: str) -> Mapping[str, float]:
        """Return the syllables that may follow `word`, with what each is worth there."""
        return self._after.get(word, _NOTHING)

    def before(self, word: str) -> AbstractSet[str]:
        """Return the syllables that may stand before `word`."""
        return self._before.get(word, _NOBODY)

    def is_pair(self, first: str, second: str) -> bool:
        """Tell whether `first` is known to stand before `second`."""
        return second in self._after.get(first, _NOTHING)

    def worth(self, first: str, second: str) -> float:
        """Return what it is worth that `first` stands before `second`.

        Nothing if that is not known.
        """
        return self._after.get(first, _NOTHING).get(second, 0.0)
