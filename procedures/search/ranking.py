"""Ranks procedures for one reading of a query.

Two views are added up: how much of the query is found anywhere in a procedure, and the best single
phrase that leads to it. The first is a sum over the terms of the query, for all procedures at once;
the second is dear, and only worked out for the few that the first leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf

from .aspects import Aspects, agreement
from .phrases import Leads
from .postings import Posting, Postings
from .words import Syllables, Words, neighbour_pairs, terms_of

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
# Shares are rounded down to binary fractions: see `postings`.
_STEPS = 1 << 18
# A term below this share of the query's weight does not tell phrases apart.
MINOR = int(0.02 * _STEPS) / _STEPS
# Procedures that have less than this of what the best one has are not found, nor are more than so
# many. Those that have more than this are looked at closer, if they are among so many; the others
# follow them.
WORTHWHILE, MOST = 0.4, 25
NEAR, CLOSER = 0.6, 8

Scores = dict[int, float]
# Procedures with how much of the query each has.
Shares = list[tuple[int, float]]
# The terms of a query and the share of its weight that each has: 1 together, with unknown words.
Terms = Sequence[tuple[str, float]]


class ComparablePhrases:
    """The phrases of one procedure, ready to be compared.

    In which of them each term is, and what each is worth.
    """

    __slots__ = ("_names", "_places", "_values")

    def __init__(self, leads: Leads, terms: Mapping[str, Posting]) -> None:
        places: dict[str, tuple[int, ...]] = {}
        for place, bag in enumerate(leads.bags):
            for term in bag:
                places[term] = (*places.get(term, ()), place)
        self._places = {term: _same_object(found) for term, found in places.items()}
        worths = [sum([terms[term].worth for term in bag]) or 1.0 for bag in leads.bags]
        self._values = tuple(zip(worths, leads.trusts, strict=True))
        self._names = [(name, worths[name]) for name in leads.name_places]

    def compare(self, terms: Terms, whole: float) -> tuple[float, float]:
        """Return what the best phrase scores for a query worth `whole`.

        And how fully one of the names is said.

        The best phrase is said as fully as possible, of as much as possible of the query.
        """
        places = self._places
        shares = [0.0] * len(self._values)
        for term, share in terms:
            if term in places:
                for place in places[term]:
                    shares[place] += share
        best, full = 0.0, (1 - SAID) * whole
        for found, (worth, trust) in zip(shares, self._values, strict=True):
            if found > best:  # a phrase scores no more than its share of the query
                score = found * (SAID + full * found / worth)
                score = (score + EXACT if score > NEARLY else score) * trust
                best = max(best, score)
        own = max([shares[name] / worth for name, worth in self._names], default=0.0)
        return best, own * whole


# Most terms are in the same one or two phrases as others: one object for all saves half of the
# memory.
@lru_cache(maxsize=4096)
def _same_object(places: tuple[int, ...]) -> tuple[int, ...]:
    return places


class Ranking:
    """Compares queries with the postings of a catalogue."""

    def __init__(self, postings: Postings, leads: Sequence[Leads], aspects: Aspects) -> None:
        self._postings = postings
        self._aspects = aspects
        self._phrases = [ComparablePhrases(lead, postings.terms) for lead in leads]
        self._offered = [aspects.find_in_names(lead.names) for lead in leads]

    def rank(self, words: Syllables, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` is what else the words are
        called.
        """
        typed, others, unknown = self._look_up(words, related)
        worths = [posting.worth for posting in typed] + [
            posting.worth * RELATED for posting in others
        ]
        whole = sum(worths) + unknown * UNKNOWN
        found = [
            (int(worth / whole * _STEPS) / _STEPS, posting)
            for posting, worth in zip(typed + others, worths, strict=True)
        ]
        near, rest = self._sum_shares(found, marked)
        telling = [(posting.term, share) for share, posting in found if share >= MINOR]
        asked = self._aspects.find_in_query(words)
        scores: Scores = {}
        least = inf
        for number, anywhere in near:
            best, own = self._phrases[number].compare(telling, whole)
            scores[number] = score = (anywhere + best + OWN_NAME * own) * (
                1 + agreement(asked, self._offered[number])
            )
            least = min(least, score / anywhere)
        for number, anywhere in rest:
            scores[number] = anywhere * least
        return scores

    def _look_up(
        self, words: Syllables, related: Sequence[Words]
    ) -> tuple[list[Posting], list[Posting], int]:
        """Return the postings of the terms of the query and of what is related.

        And how many syllables are unknown.
        """
        known = self._postings.terms.get
        syllables = dict.fromkeys(filter(None, words))
        typed = [posting for posting in map(known, syllables) if posting and posting.spread]
        unknown = len(syllables) - len(typed)
        couples = dict.fromkeys(neighbour_pairs(words))
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

    def _sum_shares(
        self, terms: Iterable[tuple[float, Posting]], marked: Syllables
    ) -> tuple[Shares, Shares]:
        """Return how much of the query procedures have anywhere.

        Those to be looked at closer, and others that have enough.

        A word in most of its phrases is what a procedure is about; one with the same marks is more
        surely meant.
        """
        sums = [0.0] * len(self._phrases)
        for share, posting in terms:
            for number, value in posting.about.items():
                sums[number] += share * value
        bonus = int(MARKS / len(marked) * _STEPS) / _STEPS if marked else 0.0
        for word in marked:
            for number in self._postings.marked.get(word, ()):
                sums[number] += bonus
        return _split_by_share(sums)


def _split_by_share(sums: Sequence[float]) -> tuple[Shares, Shares]:
    """Return the procedures with most of the query, to be looked at closer.

    And others that have enough of it.
    """
    peak = max(sums, default=0.0)
    least, close = WORTHWHILE * peak, NEAR * peak
    found = [(number, share) for number, share in enumerate(sums) if share > least]
    near = [item for item in found if item[1] > close]
    if len(found) > MOST or len(near) > CLOSER:
        found = sorted(found, key=lambda item: -item[1])[
            :MOST
        ]  # of equals, the one that the catalogue lists first
        near = [item for item in found if item[1] > close][:CLOSER]
    return near, [item for item in found if item not in near]
