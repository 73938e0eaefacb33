"""What is to be done, by whom, where: what tells procedures about the same thing apart.

Cấp, cấp lại, đổi, gia hạn and thu hồi share every other word of their names, and citizens rarely
use the official verb: who lost a licence needs cấp lại. Each aspect has the words of names and the
words of citizens.
"""

from collections.abc import Iterable
from functools import lru_cache

from .inputs import Aspect
from .phrasebook import PhraseBook
from .words import Syllables, Words, plain_syllables

Found = frozenset[Aspect]

# What an aspect in common is worth; one of the same family that was not asked for; one that nobody
# mentioned.
SHARED, OTHER, UNASKED = 0.12, -0.06, -0.06


class Aspects:
    """Finds the aspects of a vocabulary in names and in queries."""

    def __init__(self, aspects: Iterable[Aspect]) -> None:
        aspects = tuple(aspects)
        self._in_names = _book((words, aspect) for aspect in aspects for words in aspect.in_names)
        self._in_queries = _book(
            (words, aspect) for aspect in aspects for words in aspect.in_queries
        )

    def find_in_names(self, names: Iterable[Syllables]) -> Found:
        """Return the aspects that the names of a procedure speak of."""
        return frozenset().union(
            *[found for name in names for _, _, found in self._in_names.find(name)]
        )

    def find_in_query(self, words: Syllables) -> Found:
        """Return the aspects that a citizen's words may mean."""
        return frozenset().union(*[found for _, _, found in self._in_queries.find(words)])


def _book(texts: Iterable[tuple[str, Aspect]]) -> PhraseBook[Found]:
    """Return a book of `texts`; the same words may speak of several aspects."""
    meanings: dict[Words, set[Aspect]] = {}
    for text, aspect in texts:
        meanings.setdefault(tuple(plain_syllables(text)), set()).add(aspect)
    return PhraseBook((words, frozenset(aspects)) for words, aspects in meanings.items())


# Few queries ask for more than one aspect, and procedures offer some hundred different sets.
@lru_cache(maxsize=8192)
def agreement(asked: Found, offered: Found) -> float:
    """Return by how much a procedure with the aspects `offered` suits a query with the aspects `asked`."""
    asked_families = {aspect.family for aspect in asked}
    total = SHARED * len({aspect.family for aspect in offered & asked})
    for family in {aspect.family for aspect in offered - asked}:
        if family in asked_families and not any(a.family == family for a in offered & asked):
            total += OTHER
        elif any(a.special and a.family == family for a in offered - asked):
            total += UNASKED
    return total
