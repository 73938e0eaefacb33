"""Forgives one slip of the finger per word, by what its neighbours make likely.

A Vietnamese syllable is short: one letter away from it are several others that exist. So the whole query is read at
once: of all ways to read it, the one whose neighbouring syllables are known to stand beside each other wins.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log1p

from .slips import Slips

Reading = tuple[str, ...]
# What it is worth that two neighbours are a known pair, and that many procedures know it.
PAIR, COMMON = 1.6, 0.12
# Reading an unknown syllable as typed; replacing one that exists.
UNKNOWN, REPLACED = 2.0, 0.7
# So many other readings of an existing syllable are considered.
LIKELY = 6
# A short unknown word may be a name: it is only read otherwise if a neighbour speaks for that.
SHORT, UNKNOWN_SHORT = 4, 0.8
# With so few syllables there is no neighbour to speak for it, and nothing else to search for.
ALONE = 2
# A word that is longer than any syllable may be several; what is read of it is bounded.
LONGEST_SYLLABLE, SHORTEST_RUN, LONGEST_RUN, RUN = 7, 7, 40, 0.5


class Spelling:
    """Reads queries as they were meant. `known` tells how many procedures know a syllable or a pair."""

    def __init__(self, syllables: Iterable[str], known: Callable[[str], int]) -> None:
        self._known = known
        self._slips = Slips(syllables)
        # Existing syllables only, so this stays as small as the language.
        self._remembered: dict[str, dict[Reading, float]] = {}

    def corrected(self, typed: Sequence[str], sure: Sequence[bool] = ()) -> list[Reading]:
        """Return for each syllable of `typed` what it is read as: itself, another, or several when a space was missing.

        Those that are `sure` to be what was meant are not doubted.
        """
        sure = sure or [False] * len(typed)
        bonds = [False, *(self._known(f"{a} {b}") > 0 for a, b in pairwise(typed)), False]
        options: list[dict[Reading, float]] = [
            {(word,): 0.0} if before or after or certain or word.isdigit() else self._options(typed, place)
            for place, (word, before, after, certain) in enumerate(zip(typed, bonds, bonds[1:], sure, strict=False))
        ]
        if all(len(choices) == 1 for choices in options):
            return [(word,) for word in typed]
        return self._likeliest(options)

    def _options(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return the readings of a syllable that fits none of its neighbours, with their costs."""
        word = typed[place]
        if word in self._slips:
            return {(word,): 0.0} | (self._doubts(typed, place) if len(word) > 1 else {})
        name = len(word) <= SHORT and len(typed) > ALONE
        return self._readings(word) | {(word,): UNKNOWN_SHORT if name else UNKNOWN}

    def _doubts(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return what an existing syllable may be read as: only what makes a known pair with a neighbour."""
        word = typed[place]
        readings = self._remembered.get(word)
        if readings is None:
            readings = self._remembered[word] = self._slips.readings(word)
        before = typed[place - 1] if place else ""
        after = typed[place + 1] if place + 1 < len(typed) else ""
        fitting = [
            (cost + REPLACED, reading)
            for reading, cost in readings.items()
            if self._known(f"{before} {reading[0]}") or self._known(f"{reading[-1]} {after}")
        ]
        return {reading: cost for cost, reading in sorted(fitting)[:LIKELY]}

    def _readings(self, word: str) -> dict[Reading, float]:
        found = self._slips.readings(word)
        run = self._run(word) if len(word) >= SHORTEST_RUN and not found else ()
        return found | {run: RUN} if run else found

    def _likeliest(self, options: list[dict[Reading, float]]) -> list[Reading]:
        """Return the cheapest path through `options` (Viterbi): own cost less what the pairs are worth."""
        paths: dict[Reading, tuple[float, list[Reading]]] = {(): (0.0, [])}
        for choices in options:
            paths = {
                reading: min(
                    ((cost + own - self._joined(last, reading), [*path, reading]) for last, (cost, path) in paths.items()),
                    key=lambda found: found[0],
                )
                for reading, own in choices.items()
            }
        return min(paths.values(), key=lambda found: found[0])[1]

    def _joined(self, last: Reading, reading: Reading) -> float:
        words = (*last[-1:], *reading)
        return sum(self._worth(f"{a} {b}") for a, b in pairwise(words))

    def _worth(self, pair: str) -> float:
        found = self._known(pair)
        return PAIR + COMMON * log1p(found) if found else 0.0

    def _run(self, word: str) -> Reading:
        """Return `word`, typed without any space, as known syllables; nothing if it cannot be read so."""
        word = word[:LONGEST_RUN]
        best: list[tuple[float, Reading] | None] = [(0.0, ()), *([None] * len(word))]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self._slips:
                    continue
                cost = before[0] + 1.0 - self._joined(before[1], (piece,))
                if best[end] is None or cost < best[end][0]:  # type: ignore[index]
                    best[end] = (cost, (*before[1], piece))
        return best[-1][1] if best[-1] else ()
