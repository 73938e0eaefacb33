"""Tell which group of texts a query is most like: naive Bayes over syllables and their pairs.

For people whose words no phrase has. Trained from texts when an index is built, the same texts give
the same answers; what decided can be read off the weights.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .words import Syllables, terms_of

# How many occurrences are assumed in a group, spread as in all texts. With more, queries for
# procedures get doors: 5 gave 0.7 to 1 per cent of them more, and no more right ones.
ASSUMED = 1.0

Texts = Iterable[Syllables]


class Likeness:
    """Groups of texts by number, against all `others`."""

    def __init__(self, groups: Sequence[Texts], others: Texts) -> None:
        counts = [_count(texts) for texts in (*groups, others)]
        everywhere = Counter[str]()
        for counted in counts:
            everywhere.update(counted)
        total = sum(everywhere.values())
        sums = [sum(counted.values()) for counted in counts]
        # Weight of a term in a group that does not have it, beyond what all groups share.
        self._base = [-math.log(size + ASSUMED) for size in sums]
        self._extra: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counted in enumerate(counts):
            for term, count in counted.items():
                assumed = ASSUMED * everywhere[term] / total
                self._extra[term].append((number, math.log1p(count / assumed)))
        self._others = len(groups)

    def rank(self, words: Syllables) -> list[tuple[float, int]]:
        """Return how much more `words` are like each group than like the others, the best first.

        Only groups that have one of their terms are listed; in natural logarithms of odds.
        """
        known = [extra for term in terms_of(words) if (extra := self._extra.get(term))]
        scores = [0.0] * len(self._base)
        for extra in known:
            for number, weight in extra:
                scores[number] += weight
        against = len(known) * self._base[self._others] + scores.pop()
        found = [
            (score + len(known) * self._base[number] - against, number)
            for number, score in enumerate(scores)
            if score  # every weight is above 0
        ]
        return sorted(found, reverse=True)

    def odds(self) -> dict[str, float]:
        """Return what each term adds to the odds of the first group, for a sum told fast."""
        base = self._base[0] - self._base[self._others]
        return {
            term: base + dict(extra).get(0, 0.0) - dict(extra).get(self._others, 0.0)
            for term, extra in self._extra.items()
        }


def _count(texts: Texts) -> Counter[str]:
    return Counter(term for words in texts for term in terms_of(words))
