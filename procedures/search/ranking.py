"""Ranks procedures for one reading of a query.

Two views are added up: how much of the query is found anywhere in a procedure, and the best single
phrase that leads to it. The first is a sum of rows, for all procedures at once; the second is dear,
and only worked out for the ten or so that the first leaves: the time depends on the query, hardly
on the size of the catalogue.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import inf

from .intents import aspects_of_query, suiting
from .postings import Holding, Posting, Postings
from .rows import ONE, UNIT, WHOLE, Row, added_up, best_of, unpacking, weighed
from .words import Syllables, Words, pairs, terms_of

# What a phrase scores when it is said, but is a small part of the query or the query a small part
# of it.
SAID = 0.35
# How much it counts that words are found with the same marks; that the procedure's own name is
# said.
MARKS, OWN_NAME = 0.08, 0.25
# What a related term counts that was not typed itself; what a word that nobody knows weighs.
RELATED, UNKNOWN = 0.3, 1.5
# What is added for a phrase that is just what was typed.
EXACT, NEARLY = 0.3, 0.97
# A term below this share of the query's weight does not tell phrases apart.
MINOR = weighed(0.02)
# Procedures that have less than this of what the best one has are not found, nor are more than so
# many. Those that have more than this are looked at closer, if they are among so many; the others
# follow them.
WORTHWHILE, MOST = 0.4, 25
NEAR, CLOSER = 0.6, 8
# So many procedures' phrases lie ready to be compared, 30 KB each: more than a province has, few of
# a nation's.
READY = 256

Scores = dict[int, float]
# Numbers of procedures with how much of the query each has.
Shares = list[tuple[int, float]]
# The terms of a query and what each is worth in it: all together, with unknown words, rows.WHOLE.
Terms = Sequence[tuple[str, int]]


class Phrases:
    """The phrases of one procedure, ready to be compared.

    In which of them each term is, and what each is worth.
    """

    __slots__ = ("_names", "_rows", "_unpacked", "_values", "aspects")

    def __init__(self, held: Holding, postings: Mapping[str, Posting]) -> None:
        self.aspects = held.aspects
        # As rows of procedures: for each term one large integer with a value for each phrase, ONE
        # or 0.
        rows: dict[str, int] = {}
        for place, bag in enumerate(held.bags):
            one = ONE << 32 * place
            for term in bag:
                rows[term] = rows.get(term, 0) + one
        same: dict[
            int, int
        ] = {}  # one object for all terms of the same phrases: half of the memory
        self._rows = {term: same.setdefault(row, row) for term, row in rows.items()}
        worths = [sum([postings[term].worth for term in bag]) or 1.0 for bag in held.bags]
        self._values = tuple(zip(worths, held.trusts, strict=True))
        self._names = [(name, worths[name]) for name in held.names]
        self._unpacked = unpacking(len(worths))

    def compared(self, terms: Terms, whole: float) -> tuple[float, float]:
        """Return what the best phrase scores for a query worth `whole`.

        And how fully one of the names is said.

        The best phrase is said as fully as possible, of as much as possible of the query.
        """
        rows = self._rows
        said = 0
        for term, weight in terms:
            if term in rows:
                said += weight * rows[term]
        shares = self._unpacked(said)
        best, enough, full = 0.0, 0, (1 - SAID) * whole / UNIT
        for place, found in enumerate(shares):
            if found > enough:  # a phrase scores no more than its share of the query
                worth, trust = self._values[place]
                score = found * (SAID + full * found / worth) / UNIT
                score = (score + EXACT if score > NEARLY else score) * trust
                if score > best:
                    best, enough = score, int(score * UNIT)
        own = max([shares[name] / worth for name, worth in self._names], default=0.0)
        return best, own * whole / UNIT


class Ranking:
    """Compares queries with the postings of a catalogue."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._phrases: Callable[[int], Phrases] = lru_cache(READY)(
            lambda number: Phrases(postings.holding(number), postings.terms)
        )

    def rank(self, words: Syllables, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` is what else the words are
        called.
        """
        typed, others, unknown = self._known(words, related)
        worths = [posting.worth for posting in typed]
        if others:
            worths += [posting.worth * RELATED for posting in others]
        whole = sum(worths) + unknown * UNKNOWN
        rows: list[tuple[int, Row]] = []
        telling: list[tuple[str, int]] = []
        for posting, worth in zip(typed + others, worths, strict=True):
            weight = int(worth / whole * WHOLE)
            rows.append((weight, posting.row))
            if weight >= MINOR:
                telling.append((posting.term, weight))
        near, rest = self._anywhere(rows, marked)
        factors = suiting(aspects_of_query(words))
        scores: Scores = {}
        least = inf
        for number, anywhere in near:
            phrases = self._phrases(number)
            best, own = phrases.compared(telling, whole)
            scores[number] = score = (anywhere + best + OWN_NAME * own) * factors[phrases.aspects]
            least = min(least, score / anywhere)
        for number, anywhere in rest:
            scores[number] = anywhere * least
        return scores

    def _known(
        self, words: Syllables, related: Sequence[Words]
    ) -> tuple[list[Posting], list[Posting], int]:
        """Return the postings of the terms of the query and of what is related.

        And how many syllables are unknown.
        """
        known = self._postings.terms.get
        syllables = dict.fromkeys(filter(None, words))
        typed = [posting for posting in map(known, syllables) if posting and posting.spread]
        unknown = len(syllables) - len(typed)
        couples = dict.fromkeys(pairs(words))
        typed += [posting for posting in map(known, couples) if posting and posting.spread]
        others: list[Posting] = []
        if related:
            other = dict.fromkeys(
                [
                    term
                    for words in related
                    for term in terms_of(words)
                    if term not in syllables and term not in couples
                ]
            )
            others = [posting for posting in map(known, other) if posting and posting.spread]
        return typed, others, unknown

    def _anywhere(self, rows: list[tuple[int, Row]], marked: Syllables) -> tuple[Shares, Shares]:
        """Return how much of the query procedures have anywhere.

        Those to be looked at closer, and others that have enough.

        A word in most of its phrases is what a procedure is about; one with the same marks is more
        surely meant.
        """
        if not rows:
            return [], []
        written = self._postings.marked
        share = weighed(MARKS / len(marked)) if marked else 0
        rows += [(share, written[word]) for word in marked if word in written]
        sums = added_up(rows, len(self._postings.holdings))
        peak, found = best_of(sums, WORTHWHILE)
        close = int(NEAR * peak)
        near = [number for number in found if sums[number] > close]
        if len(found) > MOST or len(near) > CLOSER:
            found = self._best(found, sums)
            near = [number for number in found if sums[number] > close][:CLOSER]
        others = [number for number in found if number not in near]
        return [(number, sums[number] / UNIT) for number in near], [
            (number, sums[number] / UNIT) for number in others
        ]

    def _best(self, found: list[int], sums: Sequence[int]) -> list[int]:
        """Return the MOST best of `found`, best first.

        Of equals, the one that the catalogue lists first.
        """
        if len(found) > MOST:
            least = sorted([sums[number] for number in found], reverse=True)[MOST - 1]
            found = [number for number in found if sums[number] >= least]
        places = self._postings.places
        return sorted(found, key=lambda number: (-sums[number], places[number]))[:MOST]
