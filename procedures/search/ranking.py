"""Ranks procedures for one reading of a query.

Two views are added up: how much of the query is found anywhere in a procedure, and the best single phrase that leads to
it. The first is a sum of rows, for all procedures at once; the second is dear, and only worked out for the ten or so
that the first leaves: the time depends on the query, hardly on the size of the catalogue.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from .intents import Aspect, aspects_of_query, suiting
from .postings import Postings
from .rows import UNIT, Row, added_up
from .words import Syllables, Words, terms_of

# What a phrase scores when it is said, but is a small part of the query or the query a small part of it.
SAID = 0.35
# How much it counts that words are found with the same marks; that the procedure's own name is said.
MARKS, OWN_NAME = 0.08, 0.25
# What a related term counts that was not typed itself; what a word that nobody knows weighs.
RELATED, UNKNOWN = 0.3, 1.5
# What is added for a phrase that is just what was typed.
EXACT, NEARLY = 0.3, 0.97
# A term below this share of the query's weight does not tell phrases apart.
MINOR = 0.02
# Procedures that have less than this of what the best one has are not looked at closer; nor are more than so many.
WORTHWHILE, FINALISTS = 0.5, 25
# So many procedures' phrases lie ready to be compared, 30 KB each: more than a province has, few of a nation's.
READY = 256

Scores = dict[int, float]
# The terms of a query and what each is worth in it.
Terms = dict[str, float]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one procedure, ready to be compared: which of them hold each term, and what each is worth.

    `names` are those that it is called by.
    """

    holding: Mapping[str, Sequence[int]]
    worths: Sequence[float]
    trusts: Sequence[float]
    names: Sequence[int]
    aspects: frozenset[Aspect]

    def compared(self, terms: Terms, whole: float) -> tuple[float, float]:
        """Return what the best phrase scores, said as fully as possible, of as much as possible of a query that is worth
        `whole`; and how fully one of the names is said.
        """
        worths, phrases_with = self.worths, self.holding.get
        said = [0.0] * len(worths)
        for term, worth in terms.items():
            if phrases := phrases_with(term):
                for phrase in phrases:
                    said[phrase] += worth
        best = enough = own = 0.0
        for phrase, weight in enumerate(said):
            if weight > enough:  # a phrase scores no more than its share of the query
                share = weight / whole * (SAID + (1 - SAID) * weight / worths[phrase])
                share = (share + EXACT if share > NEARLY else share) * self.trusts[phrase]
                if share > best:
                    best, enough = share, share * whole
        for name in self.names:
            if said[name] > own * worths[name]:
                own = said[name] / worths[name]
        return best, own


def _phrases(postings: Postings, number: int) -> Phrases:
    """Return the phrases of the procedure `number`."""
    held = postings.holdings[number]
    assert held is not None
    holding: dict[str, list[int]] = {}
    worths = []
    for place, bag in enumerate(held.bags):
        for term in bag:
            if term in holding:
                holding[term].append(place)
            else:
                holding[term] = [place]
        worths.append(sum([postings.terms[term].worth for term in bag]) or 1.0)
    return Phrases(holding, worths, held.trusts, held.names, held.aspects)


class Ranking:
    """Compares queries with the postings of a catalogue."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._phrases: Callable[[int], Phrases] = lru_cache(READY)(partial(_phrases, postings))

    def rank(self, words: Words, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` is what else the words are called.
        """
        terms, whole = self._terms(words, related)
        scores = _top(self._anywhere(terms, whole, marked), FINALISTS)
        telling = {term: worth for term, worth in terms.items() if worth >= MINOR * whole}
        factors = suiting(aspects_of_query(words))
        for number, score in scores.items():
            phrases = self._phrases(number)
            best, own = phrases.compared(telling, whole)
            scores[number] = (score + best + OWN_NAME * own) * factors[phrases.aspects]
        return scores

    def _terms(self, words: Words, related: Sequence[Words]) -> tuple[Terms, float]:
        """Return the known terms of the query with their worth, and what all of it is worth."""
        known = self._postings.terms
        typed = terms_of(words)
        terms: Terms = {}
        unknown = 0
        for term in typed:
            posting = known.get(term)
            if posting and posting.spread:
                terms[term] = posting.worth
            elif " " not in term:
                unknown += 1
        for term in {term for other in related for term in terms_of(other)}.difference(typed) if related else ():
            posting = known.get(term)
            if posting and posting.spread:
                terms[term] = posting.worth * RELATED
        return terms, sum(terms.values()) + unknown * UNKNOWN

    def _anywhere(self, terms: Terms, whole: float, marked: Syllables) -> Scores:
        """Return how much of the query each procedure has anywhere, for those worth a closer look.

        A word in most of its phrases is what it is about; one with the same marks is more surely meant.
        """
        if not terms:
            return {}
        known, written = self._postings.terms, self._postings.marked
        rows: list[tuple[float, Row]] = [(worth / whole, known[term].row) for term, worth in terms.items()]
        rows += [(MARKS / len(marked), written[word]) for word in marked if word in written]
        sums = added_up(rows, len(self._postings.holdings))
        floor = WORTHWHILE * max(sums)
        return {number: found / UNIT for number, found in enumerate(sums) if found > floor}


def _top(scores: Scores, most: int) -> Scores:
    """Return the `most` best of `scores`; of equals, any: they are the same in what is looked at closer, too."""
    if len(scores) <= most:
        return scores
    return dict(heapq.nlargest(most, scores.items(), key=lambda found: found[1]))
