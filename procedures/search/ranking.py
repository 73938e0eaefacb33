"""Ranks procedures for one reading of a query.

Two views are added up: how much of the query is found anywhere in a procedure, and the best single phrase that leads to
it. The first is a sum of rows, for all procedures at once; the second is dear, and only worked out for the ten or so
that the first leaves: the time depends on the query, hardly on the size of the catalogue.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import inf

from .intents import aspects_of_query, suiting
from .postings import Holding, Posting, Postings
from .rows import ONE, UNIT, Row, added_up, values_of, weighed
from .words import GAP, Syllables, Words, terms_of

# What a phrase scores when it is said, but is a small part of the query or the query a small part of it.
SAID = 0.35
# How much it counts that words are found with the same marks; that the procedure's own name is said.
MARKS, OWN_NAME = 0.08, 0.25
# What a related term counts that was not typed itself; what a word that nobody knows weighs.
RELATED, UNKNOWN = 0.3, 1.5
# What is added for a phrase that is just what was typed.
EXACT, NEARLY = 0.3, 0.97
# A term below this share of the query's weight does not tell phrases apart.
MINOR = weighed(0.02)
# Procedures that have less than this of what the best one has are not found, nor are more than so many. Those that have
# more than this are looked at closer, if they are among so many; the others follow them.
WORTHWHILE, MOST = 0.4, 25
NEAR, CLOSER = 0.6, 8
# So many procedures' phrases lie ready to be compared, 30 KB each: more than a province has, few of a nation's.
READY = 256

Scores = dict[int, float]
# Numbers of procedures with how much of the query each has.
Shares = list[tuple[int, float]]
# The terms of a query and what each is worth in it: all together, with unknown words, rows.WHOLE.
Terms = dict[str, int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one procedure, ready to be compared: in which of them each term is, and what each is worth.

    `rows` are as those of procedures: for each term one large integer with a value for each phrase, 1 or 0.
    """

    rows: Mapping[str, int]
    held: Holding
    # What each phrase is worth, once it was asked for.
    worths: list[float]
    terms: Mapping[str, Posting]

    def worth(self, place: int) -> float:
        """Return what a phrase is worth."""
        worth = self.worths[place]
        if not worth:
            worth = self.worths[place] = sum([self.terms[term].worth for term in self.held.bags[place]]) or 1.0
        return worth

    def compared(self, terms: Terms, whole: float) -> tuple[float, float]:
        """Return what the best phrase scores for a query worth `whole`, and how fully one of the names is said.

        The best phrase is said as fully as possible, of as much as possible of the query.
        """
        rows, held = self.rows, self.held
        shares = values_of(sum([terms[term] * rows[term] for term in terms.keys() & rows.keys()]), len(held.bags))
        best, enough, own = 0.0, 0, 0.0
        for place, found in enumerate(shares):
            if found > enough:  # a phrase scores no more than its share of the query
                share = found / UNIT
                score = share * (SAID + (1 - SAID) * share * whole / self.worth(place))
                score = (score + EXACT if score > NEARLY else score) * held.trusts[place]
                if score > best:
                    best, enough = score, int(score * UNIT)
        for name in held.names:
            if shares[name]:
                own = max(own, shares[name] / self.worth(name))
        return best, own * whole / UNIT


def _phrases(postings: Postings, number: int) -> Phrases:
    """Return the phrases of the procedure `number`."""
    held = postings.holding(number)
    rows: dict[str, int] = {}
    for place, bag in enumerate(held.bags):
        one = ONE << 32 * place
        for term in bag:
            rows[term] = rows.get(term, 0) + one
    return Phrases(rows, held, [0.0] * len(held.bags), postings.terms)


class Ranking:
    """Compares queries with the postings of a catalogue."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._phrases: Callable[[int], Phrases] = lru_cache(READY)(partial(_phrases, postings))

    def rank(self, words: Words, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` is what else the words are called.
        """
        terms, unknown = self._known(words, related)
        whole = sum([worth for _, _, worth in terms]) + unknown * UNKNOWN
        weighted = [(term, row, weighed(worth / whole)) for term, row, worth in terms]
        near, others = self._anywhere([(weight, row) for _, row, weight in weighted], marked)
        telling = {term: weight for term, _, weight in weighted if weight >= MINOR}
        factors = suiting(aspects_of_query(words))
        scores: Scores = {}
        least = inf
        for number, anywhere in near:
            phrases = self._phrases(number)
            best, own = phrases.compared(telling, whole)
            scores[number] = score = (anywhere + best + OWN_NAME * own) * factors[phrases.held.aspects]
            least = min(least, score / anywhere)
        for number, anywhere in others:
            scores[number] = anywhere * least
        return scores

    def _known(self, words: Words, related: Sequence[Words]) -> tuple[list[tuple[str, Row, float]], int]:
        """Return the known terms of the query with their rows and worth, and how many syllables are unknown."""
        known = self._postings.terms
        typed = terms_of(words)
        terms = [(term, posting.row, posting.worth) for term in typed if (posting := known.get(term)) and posting.spread]
        unknown = len(set(words).difference([term for term, _, _ in terms], (GAP,)))
        others = dict.fromkeys(term for other in related for term in terms_of(other) if term not in typed) if related else ()
        terms += [(term, posting.row, posting.worth * RELATED) for term in others if (posting := known.get(term)) and posting.spread]
        return terms, unknown

    def _anywhere(self, rows: list[tuple[int, Row]], marked: Syllables) -> tuple[Shares, Shares]:
        """Return how much of the query procedures have anywhere: those to be looked at closer, and others that have enough.

        A word in most of its phrases is what a procedure is about; one with the same marks is more surely meant.
        """
        if not rows:
            return [], []
        written = self._postings.marked
        share = weighed(MARKS / len(marked)) if marked else 0
        rows = rows + [(share, written[word]) for word in marked if word in written]
        sums = added_up(rows, len(self._postings.holdings))
        peak = max(sums)
        floor, close = int(WORTHWHILE * peak), int(NEAR * peak)  # whole numbers, which Python compares quickly
        found = [number for number, total in enumerate(sums) if total > floor]
        if len(found) > CLOSER:
            found = self._best(found, sums)
        near = [number for number in found if sums[number] > close][:CLOSER]
        others = [number for number in found if number not in near]
        return [(number, sums[number] / UNIT) for number in near], [(number, sums[number] / UNIT) for number in others]

    def _best(self, found: list[int], sums: list[int]) -> list[int]:
        """Return the MOST best of `found`, best first; of equals, the one that the catalogue lists first."""
        if len(found) > MOST:
            least = sorted([sums[number] for number in found], reverse=True)[MOST - 1]
            found = [number for number in found if sums[number] >= least]
        places = self._postings.places
        return sorted(found, key=lambda number: (-sums[number], places[number]))[:MOST]
