"""Rank procedures for one reading of a query.

A score has two parts: the share of the query found anywhere in a procedure, and the match of its
best single phrase. The first is a quick sum for all procedures at once. The second is costly, so it
is computed only for the few best by the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf
from operator import itemgetter

from .aspects import Aspects, score_agreement
from .phrases import Leads
from .postings import STEPS, Posting, Postings
from .words import Syllables, Words, neighbour_pairs, terms_of

# The part of a phrase score that does not depend on the share of the phrase in the query.
SAID = 0.35
# Bonus for words with the same marks, and for the procedure's own name.
MARKS, OWN_NAME = 0.08, 0.25
# Weight of a related term that was not typed, and of an unknown word.
RELATED, UNKNOWN = 0.3, 1.5
# Bonus for a phrase equal to the query: from this score on.
EXACT, NEARLY = 0.3, 0.97
# Shares of terms are whole numbers in units of 1/WHOLE: see `postings`. No weight is 3 or more, so
# the sum for a procedure stays below 3 * UNIT. A lane of `columns` holds 4 * UNIT.
WHOLE = 1 << 18
UNIT = WHOLE * STEPS
# A term with a smaller share of the query does not help to compare phrases.
MINOR = int(0.02 * WHOLE)
# Procedures need this share of the best sum to be found, at most so many of them. From the second
# share on, the phrases of the first few are compared; the others follow.
WORTHWHILE, MOST = 0.4, 25
NEAR, CLOSER = 0.6, 8

_share_of = itemgetter(1)
Scores = dict[int, float]
# Numbers of procedures, each with its share of the query, in units of 1/UNIT.
Shares = list[tuple[int, int]]
# The terms of a query with their shares of its weight. With the unknown words they add up to 1.
Terms = Sequence[tuple[str, float]]


class ComparablePhrases:
    """The phrases of one procedure: where each term occurs, and the value of each phrase."""

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
        """Return the score of the best phrase, and the share of a name that the query has.

        `whole` is the value of the query. A phrase scores high if most of it is in the query and it
        is most of the query.
        """
        places = self._places
        shares = [0.0] * len(self._values)
        for term, share in terms:
            if term in places:
                for place in places[term]:
                    shares[place] += share
        best, full = 0.0, (1 - SAID) * whole
        for found, (worth, trust) in zip(shares, self._values, strict=True):
            if found > best:  # no phrase scores more than its share of the query
                score = found * (SAID + full * found / worth)
                score = (score + EXACT if score > NEARLY else score) * trust
                best = max(best, score)
        own = max([shares[name] / worth for name, worth in self._names], default=0.0)
        return best, own * whole


# Saves half of the memory, because most terms occur in the same one or two phrases as others.
@lru_cache(maxsize=4096)
def _same_object(places: tuple[int, ...]) -> tuple[int, ...]:
    return places


class _ComparedFirst(dict[int, ComparablePhrases]):
    """The phrases of each procedure by its number, prepared when it is first compared.

    Preparing all of 1,000 at once took a third of the time of a rebuild, on the processor that
    serves requests meanwhile.
    """

    def __init__(self, leads: Sequence[Leads], terms: Mapping[str, Posting]) -> None:
        super().__init__()
        self._leads = leads
        self._terms = terms

    def __missing__(self, number: int) -> ComparablePhrases:
        self[number] = phrases = ComparablePhrases(self._leads[number], self._terms)
        return phrases


class Ranking:
    """Ranks the procedures of a catalogue."""

    def __init__(self, postings: Postings, leads: Sequence[Leads], aspects: Aspects) -> None:
        self._postings = postings
        self._aspects = aspects
        self._phrases = _ComparedFirst(leads, postings.terms)
        self._offered = [aspects.find_in_names(lead.names) for lead in leads]

    def rank(self, words: Syllables, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` are other names for the words.
        """
        typed, others, unknown = self._look_up(words, related)
        worths = [posting.worth for posting in typed] + [
            posting.worth * RELATED for posting in others
        ]
        whole = sum(worths) + unknown * UNKNOWN
        found = [
            (int(worth / whole * WHOLE), posting)
            for posting, worth in zip(typed + others, worths, strict=True)
        ]
        near, rest = _split_by_share(self._sum_shares(found, marked))
        telling = [(posting.term, share / WHOLE) for share, posting in found if share >= MINOR]
        asked = self._aspects.find_in_query(words)
        scores: Scores = {}
        least = inf
        for number, share in near:
            anywhere = share / UNIT
            best, own = self._phrases[number].compare(telling, whole)
            scores[number] = score = (anywhere + best + OWN_NAME * own) * (
                1 + score_agreement(asked, self._offered[number])
            )
            least = min(least, score / anywhere)
        for number, share in rest:
            scores[number] = share / UNIT * least
        return scores

    def _look_up(
        self, words: Syllables, related: Sequence[Words]
    ) -> tuple[list[Posting], list[Posting], int]:
        """Return the postings of typed and of related terms, and the number of unknown ones."""
        known = self._postings.terms.get
        syllables = dict.fromkeys(filter(None, words))
        typed = [posting for posting in map(known, syllables) if posting and posting.spread]
        unknown = len(syllables) - len(typed)
        couples = dict.fromkeys(neighbour_pairs(words))
        typed += [posting for posting in map(known, couples) if posting and posting.spread]
        terms = dict.fromkeys([term for other in related for term in terms_of(other)])
        added = [term for term in terms if term not in syllables and term not in couples]
        others = [posting for posting in map(known, added) if posting and posting.spread]
        return typed, others, unknown

    def _sum_shares(self, terms: Iterable[tuple[int, Posting]], marked: Syllables) -> list[int]:
        """Return each procedure's share of the query, in units of 1/UNIT.

        A term that occurs in most phrases of a procedure counts more; so does one with the same
        marks.
        """
        bonus = int(MARKS / len(marked) * WHOLE) * STEPS if marked else 0
        having = self._postings.marked
        return self._postings.columns.add_up(
            [
                *[(share, posting.about) for share, posting in terms],
                *[(bonus, having[word]) for word in marked if word in having],
            ]
        )


def _split_by_share(sums: Sequence[int]) -> tuple[Shares, Shares]:
    """Return the procedures whose phrases are worth comparing, and the other matches."""
    peak = max(sums, default=0)
    least, close = WORTHWHILE * peak, NEAR * peak
    found = [(number, share) for number, share in enumerate(sums) if share > least]
    near = [item for item in found if item[1] > close]
    if len(found) > MOST or len(near) > CLOSER:
        # Sorting is stable: of equals, the first in the catalogue wins.
        found = sorted(found, key=_share_of, reverse=True)[:MOST]
        near = found[: min(len(near), CLOSER)]
        return near, found[len(near) :]
    return near, [item for item in found if item[1] <= close]
