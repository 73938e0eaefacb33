"""Aspects distinguish procedures about the same thing: what is done, by whom, where.

Cấp, cấp lại, đổi, gia hạn and thu hồi share all other words of their names, and citizens rarely use
the official verb: someone who lost a licence needs cấp lại. So each aspect lists the words of names
and the words of citizens.
"""

from collections.abc import Iterable
from functools import lru_cache

from .inputs import Aspect
from .phrasebook import PhraseBook
from .words import Syllables, Words, plain_syllables

AspectSet = frozenset[Aspect]

# Change of the score for a shared aspect, for another one of the same family, and for a special one
# that the query does not mention.
SHARED, OTHER, UNASKED = 0.12, -0.06, -0.06


class Aspects:
    """Find the aspects of a vocabulary in names and in queries."""

    def __init__(self, aspects: Iterable[Aspect]) -> None:
        aspects = tuple(aspects)
        self._in_names = _book((words, aspect) for aspect in aspects for words in aspect.in_names)
        self._in_queries = _book(
            (words, aspect) for aspect in aspects for words in aspect.in_queries
        )

    def find_in_names(self, names: Iterable[Syllables]) -> AspectSet:
        """Return the aspects in the names of a procedure."""
        return frozenset().union(
            *[found for name in names for _, _, found in self._in_names.find(name)]
        )

    def find_in_query(self, words: Syllables) -> AspectSet:
        """Return the aspects that a citizen may mean."""
        return frozenset().union(*[found for _, _, found in self._in_queries.find(words)])


def _book(texts: Iterable[tuple[str, Aspect]]) -> PhraseBook[AspectSet]:
    """Return a book of `texts`; the same words may mean several aspects."""
    meanings: dict[Words, set[Aspect]] = {}
    for text, aspect in texts:
        meanings.setdefault(tuple(plain_syllables(text)), set()).add(aspect)
    return PhraseBook((words, frozenset(aspects)) for words, aspects in meanings.items())


# Few queries have more than one aspect, and procedures have about a hundred different sets.
@lru_cache(maxsize=8192)
def score_agreement(asked: AspectSet, offered: AspectSet) -> float:
    """Return how much the aspects `offered` add to the score of a query for those `asked`."""
    asked_families = {aspect.family for aspect in asked}
    total = SHARED * len({aspect.family for aspect in offered & asked})
    for family in {aspect.family for aspect in offered - asked}:
        if family in asked_families and not any(a.family == family for a in offered & asked):
            total += OTHER
        elif any(a.special and a.family == family for a in offered - asked):
            total += UNASKED
    return total
