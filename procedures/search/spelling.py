"""Correct one typing mistake in each word, using its neighbours.

A Vietnamese syllable is short, and several others are only one letter away. So the whole query is
read at once: the reading wins whose neighbouring syllables are known best.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from operator import itemgetter

from .neighbours import Neighbours
from .slips import Slips
from .words import Words, could_be_vietnamese

Reading = tuple[str, ...]
# Costs of reading an unknown syllable as typed, and of replacing one that exists.
UNKNOWN, REPLACED = 2.0, 0.7
# How many other readings of an existing syllable are considered.
LIKELY = 6
# A short unknown word may be a name, so keeping it costs little.
SHORT, UNKNOWN_SHORT = 4, 0.8
# Not in a query this short, which has nothing else to search for.
ALONE = 2
# A word longer than any syllable may be several without spaces; only its beginning is read.
LONGEST_SYLLABLE, SHORTEST_RUN, LONGEST_RUN, RUN = 7, 7, 40, 0.5

# In a sentence of more syllables than this, existing ones are not doubted: minor words of a story
# are neighbours in no procedure, and were corrected wrongly (người ta → ngủ ty).
SENTENCE = 10
# There, an unknown syllable is more likely such a word (gái, vườn) than a typing mistake.
UNKNOWN_IN_SENTENCE = -0.5

_cost = itemgetter(0)


def _cost_of_keeping(word: str, length: int) -> float:
    """Return the cost of reading the unknown `word` as typed, in a query of `length` syllables."""
    if length > SENTENCE and could_be_vietnamese(word):
        return UNKNOWN_IN_SENTENCE
    return UNKNOWN_SHORT if len(word) <= SHORT and length > ALONE else UNKNOWN


class Doubts:
    """Other readings of an existing syllable, with their costs."""

    def __init__(self, readings: Mapping[Reading, float]) -> None:
        self._single = {
            reading[0]: cost + REPLACED for reading, cost in readings.items() if len(reading) == 1
        }
        self._several = {
            reading: cost + REPLACED for reading, cost in readings.items() if len(reading) > 1
        }

    def fitting_between(
        self, after: Mapping[str, float], before: AbstractSet[str]
    ) -> dict[Reading, float]:
        """Return the LIKELY cheapest readings that form a known pair with a neighbour.

        `after` are the syllables that may follow the previous one, `before` those that may precede
        the next.
        """
        single = self._single
        found: list[tuple[float, Reading]] = [
            (single[word], (word,))
            for word in (single.keys() & after.keys()) | (single.keys() & before)
        ]
        found += [
            (cost, reading)
            for reading, cost in self._several.items()
            if reading[0] in after or reading[-1] in before
        ]
        return {reading: cost for cost, reading in sorted(found)[:LIKELY]}


class Spelling:
    """Corrects queries."""

    def __init__(self, syllables: Iterable[str], neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self._slips = Slips(frozenset(syllables))
        # Existing syllables only, so this stays as small as the language.
        self._remembered: dict[str, Doubts] = {}

    def correct(self, typed: Words, sure: Sequence[bool] = ()) -> Words:
        """Return `typed` as it was probably meant; a syllable may become several.

        Syllables marked True in `sure` are kept.
        """
        others = {
            place: options
            for place in self._doubtful_places(typed, sure)
            if len(options := self._options(typed, place)) > 1
        }
        if not others:
            return typed
        readings = self._likeliest(
            [others.get(place) or {(word,): 0.0} for place, word in enumerate(typed)]
        )
        return tuple([word for reading in readings for word in reading])

    def _doubtful_places(self, typed: Words, sure: Sequence[bool]) -> list[int]:
        """Return the places of the syllables that fit neither neighbour and are not `sure`."""
        if len(typed) > SENTENCE:
            known = self._slips.known
            unknown = [place for place, word in enumerate(typed) if word not in known]
            return [place for place in unknown if not typed[place].isdigit()]
        after = self._neighbours.after
        bound = [False, *[b in after(a) for a, b in pairwise(typed)], False]
        alone = [place for place in range(len(typed)) if not (bound[place] or bound[place + 1])]
        return [
            place for place in alone if not (sure and sure[place]) and not typed[place].isdigit()
        ]

    def _options(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return the readings of the syllable at `place`, with their costs."""
        word = typed[place]
        if word in self._slips:
            return {(word,): 0.0} | (self._fitting_doubts(typed, place) if len(word) > 1 else {})
        return self._readings(word) | {(word,): _cost_of_keeping(word, len(typed))}

    def _fitting_doubts(self, typed: Sequence[str], place: int) -> dict[Reading, float]:
        """Return other readings of an existing syllable that form a known pair with a neighbour."""
        word = typed[place]
        doubts = self._remembered.get(word)
        if doubts is None:
            doubts = self._remembered[word] = Doubts(self._slips.find_readings(word))
        last = typed[place - 1] if place else ""
        following = typed[place + 1] if place + 1 < len(typed) else ""
        return doubts.fitting_between(
            self._neighbours.after(last), self._neighbours.before(following)
        )

    def _readings(self, word: str) -> dict[Reading, float]:
        found = self._slips.find_readings(word)
        run = self._split_run(word) if len(word) >= SHORTEST_RUN and not found else ()
        return found | {run: RUN} if run else found

    def _likeliest(self, options: Iterable[dict[Reading, float]]) -> list[Reading]:
        """Return the cheapest path through `options`, by Viterbi's algorithm.

        A path costs the sum of its readings minus the value of its pairs.
        """
        paths: list[tuple[float, Mapping[str, float], list[Reading]]] = [(0.0, {}, [])]
        for choices in options:
            if len(paths) == len(choices) == 1:  # mostly there is nothing to choose
                paths[0][2].extend(choices)
                paths = [(0.0, self._neighbours.after(paths[0][2][-1][-1]), paths[0][2])]
                continue
            longer = []
            for reading, own in choices.items():
                first = reading[0]
                cost, path = min(
                    [(cost - after.get(first, 0.0), path) for cost, after, path in paths], key=_cost
                )
                longer.append(
                    (
                        cost + own - self._within(reading),
                        self._neighbours.after(reading[-1]),
                        [*path, reading],
                    )
                )
            paths = longer
        return min(paths, key=_cost)[2]

    def _within(self, reading: Reading) -> float:
        """Return the value of the pairs inside a reading of several syllables."""
        if len(reading) == 1:
            return 0.0
        return sum([self._neighbours.worth(a, b) for a, b in pairwise(reading)])

    def _split_run(self, word: str) -> Reading:
        """Split `word`, typed without spaces, into known syllables, if possible."""
        word = word[:LONGEST_RUN]
        best: list[tuple[float, Reading] | None] = [(0.0, ()), *([None] * len(word))]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self._slips:
                    continue
                cost = (
                    before[0]
                    + 1.0
                    - (self._neighbours.worth(before[1][-1], piece) if before[1] else 0.0)
                )
                if best[end] is None or cost < best[end][0]:  # type: ignore[index]  # it is not None here
                    best[end] = (cost, (*before[1], piece))
        return best[-1][1] if best[-1] else ()
