"""Forgives one slip of the finger per word, by what its neighbours make likely.

A Vietnamese syllable is short: one letter away from it are several others that exist. So the whole query is read at
once: of all ways to read it, the one whose neighbouring syllables are known to stand beside each other wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log1p
from operator import itemgetter

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
    """Reads queries as they were meant. `pairs` tells of known pairs how many procedures know them."""

    def __init__(self, syllables: Iterable[str], pairs: Mapping[str, int], former: Slips | None = None) -> None:
        """Take over the `former` slips if they are those of the same syllables."""
        # What it is worth that a pair is known, worked out once for each.
        self._worths = {pair: PAIR + COMMON * log1p(found) for pair, found in pairs.items()}
        known = frozenset(syllables)
        self.slips = former if former and former.known == known else Slips(known)
        # Existing syllables only, so this stays as small as the language. Likeliest first.
        self._remembered: dict[str, list[tuple[float, Reading]]] = {}

    def corrected(self, typed: Sequence[str], sure: Sequence[bool] = ()) -> list[Reading]:
        """Return for each syllable of `typed` what it is read as: itself, another, or several when a space was missing.

        Those that are `sure` to be what was meant are not doubted.
        """
        worths = self._worths
        bonds = [False, *[f"{a} {b}" in worths for a, b in pairwise(typed)], False]
        doubtful = [
            place for place, word in enumerate(typed) if not (bonds[place] or bonds[place + 1] or (sure and sure[place]) or word.isdigit())
        ]
        if not doubtful:
            return [(word,) for word in typed]
        options: list[dict[Reading, float]] = [{(word,): 0.0} for word in typed]
        for place in doubtful:
            options[place] = self._options(typed, place)
        if all(len(options[place]) == 1 for place in doubtful):
            return [(word,) for word in typed]
        return self._likeliest(options)

    def _options(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return the readings of a syllable that fits none of its neighbours, with their costs."""
        word = typed[place]
        if word in self.slips:
            return {(word,): 0.0} | (self._doubts(typed, place) if len(word) > 1 else {})
        name = len(word) <= SHORT and len(typed) > ALONE
        return self._readings(word) | {(word,): UNKNOWN_SHORT if name else UNKNOWN}

    def _doubts(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return what an existing syllable may be read as: only what makes a known pair with a neighbour."""
        word = typed[place]
        readings = self._remembered.get(word)
        if readings is None:
            found = self.slips.readings(word)
            readings = self._remembered[word] = sorted((cost + REPLACED, reading) for reading, cost in found.items())
        before = typed[place - 1] if place else ""
        after = typed[place + 1] if place + 1 < len(typed) else ""
        fitting: dict[Reading, float] = {}
        for cost, reading in readings:
            if f"{before} {reading[0]}" in self._worths or f"{reading[-1]} {after}" in self._worths:
                fitting[reading] = cost
                if len(fitting) == LIKELY:
                    break
        return fitting

    def _readings(self, word: str) -> dict[Reading, float]:
        found = self.slips.readings(word)
        run = self._run(word) if len(word) >= SHORTEST_RUN and not found else ()
        return found | {run: RUN} if run else found

    def _likeliest(self, options: Iterable[dict[Reading, float]]) -> list[Reading]:
        """Return the cheapest path through `options` (Viterbi): own cost less what the pairs are worth."""
        paths: list[tuple[float, list[Reading]]] = [(0.0, [("",)])]
        for choices in options:
            if len(paths) == len(choices) == 1:  # most syllables are sure, and nothing is to be chosen
                paths[0][1].extend(choices)
                continue
            longer = []
            for reading, own in choices.items():
                cost, path = min([(cost - self._joined(path[-1][-1], reading), path) for cost, path in paths], key=itemgetter(0))
                longer.append((cost + own, [*path, reading]))
            paths = longer
        return min(paths, key=itemgetter(0))[1][1:]

    def _joined(self, last: str, reading: Reading) -> float:
        """Return what the pairs are worth that `reading` makes with the syllable before it, and in itself."""
        worth = self._worths.get(f"{last} {reading[0]}", 0.0)
        if len(reading) > 1:
            worth += sum([self._worths.get(f"{a} {b}", 0.0) for a, b in pairwise(reading)])
        return worth

    def _run(self, word: str) -> Reading:
        """Return `word`, typed without any space, as known syllables; nothing if it cannot be read so."""
        word = word[:LONGEST_RUN]
        best: list[tuple[float, Reading] | None] = [(0.0, ()), *([None] * len(word))]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self.slips:
                    continue
                cost = before[0] + 1.0 - self._joined(before[1][-1] if before[1] else "", (piece,))
                if best[end] is None or cost < best[end][0]:  # type: ignore[index]
                    best[end] = (cost, (*before[1], piece))
        return best[-1][1] if best[-1] else ()
