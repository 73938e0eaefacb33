"""Ranks procedures for one reading of a query.

Two views are added up: the best single phrase that leads to a procedure, and how much of the query is found
anywhere in the procedure. Common terms are only looked up for what rarer terms have found, and what is dear is only
worked out for the best so far: the time depends on the query, hardly on the size of the catalogue.
"""

import heapq
from collections.abc import Iterable, Sequence

from .intents import Aspect, agreement, aspects_of_names, aspects_of_query
from .phrases import Phrases
from .postings import Posting, Postings, often
from .words import Syllables, Words, terms_of

# What a phrase scores when it is said, but is a small part of the query or the query a small part of it.
SAID = 0.35
# How much it counts that words are found anywhere in the procedure; that they are found often in it.
ANYWHERE, OFTEN = 1.0, 1.5
# How much it counts that words are found in its documents and results; with the same marks; that its own name is said.
IN_TEXT, MARKS, OWN_NAME = 0.3, 0.08, 0.25
# What a related term counts that was not typed itself; what a word that nobody knows weighs.
RELATED, UNKNOWN = 0.3, 1.5
# What is added for a phrase that is just what was typed.
EXACT, NEARLY = 0.3, 0.97
# Phrases that share less than this of what the best one shares with the query are not looked at.
SHARE = 0.3
# A term below this share of the query's weight finds nothing that others do not; nor do more, once enough is found.
MINOR, ENOUGH = 0.02, 1000
# How many procedures are looked at closer, and how many of these once more.
CANDIDATES, FINALISTS = 60, 25

Scores = dict[int, float]
# A term of the query: its posting and what it is worth here.
Term = tuple[str, Posting, float]


class Ranking:
    """Compares queries with the postings of a catalogue."""

    def __init__(self, postings: Postings, phrases: Phrases) -> None:
        self._postings = postings
        shared: dict[frozenset[Aspect], frozenset[Aspect]] = {}
        self._aspects = [shared.setdefault(found, found) for found in map(aspects_of_names, phrases.names)]

    def known(self, term: str) -> int:
        """Return how many procedures' phrases hold the syllable or pair `term`."""
        posting = self._postings.terms.get(term)
        return posting.spread if posting else 0

    def rank(self, words: Words, marked: Syllables, related: Sequence[Words] = ()) -> Scores:
        """Return the scores, about 0 to 4, of the procedures that `words` may mean.

        `marked` are the syllables as typed, with marks; `related` is what else the words are called.
        """
        terms = self._terms(words, related)
        unknown = sum(1 for word in words if word and word not in self._postings.terms)
        whole = sum(worth for _, _, worth in terms) + unknown * UNKNOWN
        said = self._said(terms, whole)
        scores = _top(self._best_phrases(said, whole), CANDIDATES)
        self._add_anywhere(scores, terms, whole)
        scores = _top(scores, FINALISTS)
        self._add_details(scores, terms, whole, marked)
        self._suit(scores, said, aspects_of_query(words))
        return scores

    def _terms(self, words: Words, related: Sequence[Words]) -> list[Term]:
        """Return the known terms of the query, the most telling first."""
        factors = dict.fromkeys(terms_of(words), 1.0)
        for other in related:
            for term in terms_of(other):
                factors.setdefault(term, RELATED)
        known = self._postings.terms
        terms = [(term, known[term], known[term].worth * factor) for term, factor in factors.items() if term in known]
        return sorted(terms, key=lambda term: -term[2])

    def _said(self, terms: Sequence[Term], whole: float) -> Scores:
        """Return for each phrase the weight of the terms that it shares with the query."""
        said: Scores = {}
        for _, posting, worth in terms:
            if said and worth < MINOR * whole:
                break
            found: Iterable[int] = posting.phrases
            if isinstance(posting.phrases, bytes):
                dense = posting.phrases
                found = [number for number in said or range(len(dense)) if dense[number]]
            elif not said:
                said = dict.fromkeys(found, worth)
                continue
            elif len(said) > ENOUGH:
                found = [number for number in posting.phrases if number in said]
            for number in found:
                said[number] = said.get(number, 0.0) + worth
        return said

    def _best_phrases(self, said: Scores, whole: float) -> Scores:
        """Return for each procedure its best phrase: said as fully as possible, of as much of the query as possible."""
        best: Scores = {}
        worths, targets = self._postings.worths, self._postings.targets
        floor = SHARE * max(said.values(), default=0.0)
        for number, weight in [phrase for phrase in said.items() if phrase[1] >= floor]:
            share = weight / whole * (SAID + (1 - SAID) * weight / worths[number])
            share += EXACT * (share > NEARLY)
            for entry, trust in targets[number]:
                if share * trust > best.get(entry, 0.0):
                    best[entry] = share * trust
        return best

    def _add_anywhere(self, scores: Scores, terms: Sequence[Term], whole: float) -> None:
        """Add what is found in all phrases of a procedure together: a word in most of them is what it is about."""
        sizes = self._postings.sizes
        for _, posting, worth in terms:
            gain = worth / whole
            for entry, count in often(posting.entries, scores):
                scores[entry] += gain * (ANYWHERE + OFTEN * (count / sizes[entry]) ** 0.5)

    def _add_details(self, scores: Scores, terms: Sequence[Term], whole: float, marked: Syllables) -> None:
        """Add what is found in texts and not in phrases, and what is written with the same marks."""
        for term, _, worth in terms:
            if term in self._postings.text:
                for entry, _ in often(self._postings.text[term], scores):
                    scores[entry] += IN_TEXT * worth / whole
        for word in marked:
            if word in self._postings.marked:
                for entry, _ in often(self._postings.marked[word], scores):
                    scores[entry] += MARKS / len(marked)

    def _suit(self, scores: Scores, said: Scores, asked: frozenset[Aspect]) -> None:
        """Add how fully the procedure's own name is said, and weigh by whether it does what is asked for."""
        worths, own_names = self._postings.worths, self._postings.own_names
        for entry, score in scores.items():
            own = 0.0
            for name in own_names[entry]:
                if name in said and said[name] > own * worths[name]:
                    own = said[name] / worths[name]
            scores[entry] = (score + OWN_NAME * own) * (1 + agreement(asked, self._aspects[entry]))


def _top(scores: Scores, most: int) -> Scores:
    """Return the `most` best of `scores`."""
    if len(scores) <= most:
        return scores
    return dict(heapq.nlargest(most, scores.items(), key=lambda found: found[1]))
