"""Negations: what people say they do not want (chứ không phải bị mất) is not searched for."""

from collections.abc import Iterable

from .phrasebook import PhraseBook
from .words import GAP, Syllables, plain_syllables

# How many syllables after a negation it excludes at most. More would exclude wanted words.
REACH = 6
# Keep the query unchanged if fewer meaningful syllables are left.
ENOUGH = 2


class Negations:
    """The negations of a vocabulary, and the words that end the excluded clause."""

    def __init__(self, negations: Iterable[str], turns: Iterable[str], weak: Iterable[str]) -> None:
        self._book = PhraseBook((plain_syllables(text), None) for text in negations)
        self._turns = frozenset(word for text in turns for word in plain_syllables(text))
        self._weak = frozenset(weak)

    def without_ruled_out(self, words: Syllables) -> Syllables:
        """Return `words` with gaps for excluded ones, or unchanged if too little is left.

        >>> clear = Negations(["không phải"], ["mà"], []).without_ruled_out
        >>> clear("the bi gay khong phai mat ma hong".split())
        ['the', 'bi', 'gay', '', '', '', 'ma', 'hong']
        """
        found = self._book.find(words)
        if not found:
            return words
        left = list(words)
        for start, end, _ in found:
            stop = self._end_of_clause(words, end)
            left[start:stop] = [GAP] * (stop - start)
        telling = [word for word in left if word and word not in self._weak]
        return left if len(telling) >= ENOUGH else words

    def _end_of_clause(self, words: Syllables, start: int) -> int:
        reached = min(len(words), start + REACH)
        return next((at for at in range(start, reached) if words[at] in self._turns), reached)
