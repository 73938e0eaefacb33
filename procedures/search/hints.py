"""Find the hints of a query: call first, ask another agency, do not confuse two things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .filler import Filler
from .inputs import Vocabulary
from .neighbours import Neighbours
from .phrasebook import PhraseBook
from .results import CallNow, EasilyConfused, Hint, NotPolice
from .words import Syllables, Words, marked_syllables, plain_syllables

MOST = 3
# The longest catalogue phrase that can change the meaning of a term inside it.
LONGEST = 8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its hint. `marked` has its syllables with marks, because cháy is not chạy."""

    marked: Words
    hint: Hint
    # Phrases elsewhere in the query that rule it out.
    unless: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundHints:
    """The hints of a query, and the spans of syllables that no police procedure covers."""

    hints: tuple[Hint, ...] = ()
    foreign: tuple[Span, ...] = ()


NOTHING = FoundHints()


class Hints:
    """The terms of the vocabulary that have hints.

    `is_phrase` checks whether syllables lead to a procedure, `neighbours` whether two occur
    together in one: a fire is an emergency, fire prevention is a procedure.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        is_phrase: Callable[[Words], bool],
        neighbours: Neighbours,
        filler: Filler,
    ) -> None:
        self._is_phrase = is_phrase
        self._neighbours = neighbours
        self._filler = filler
        self._emergencies = _book(
            (term, CallNow(term, item.number, item.advice), item.unless)
            for item in vocabulary.emergencies
            if not item.number
            for term in item.terms
        )
        self._elsewhere = _book(
            (term, NotPolice(term, item.agency), item.unless)
            for item in vocabulary.elsewhere
            for term in item.terms
        )
        self._confusables = _book(
            (term, EasilyConfused(pair.a, pair.b, pair.hint), ())
            for pair in vocabulary.confusables
            for term in (pair.a, pair.b)
        )

    def find(self, words: Words, marked: Syllables) -> FoundHints:
        """Return the hints for `words`, the most urgent first. `marked` has the marks as typed."""
        urgent = list(self._find_standing_alone(self._emergencies, words, marked))[:1]
        others = list(self._find_standing_alone(self._elsewhere, words, marked))
        mentioned = self._confusables.find(words)
        if not (urgent or others or mentioned):
            return NOTHING
        # In a long query, a term that is only mentioned is not what the citizen may confuse.
        enough = len(self._filler.meaningful_syllables(words)) / 2
        confused = [
            term.hint for start, end, terms in mentioned if end - start >= enough for term in terms
        ]
        hints = dict.fromkeys(term.hint for _, term in urgent + others)
        # Another agency is a door. Above the results stands one sentence, or nobody reads it.
        said = list(hints)[:MOST] + ([] if urgent else confused[:1])
        return FoundHints(tuple(said), tuple(span for span, _ in urgent + others))

    def _find_standing_alone(
        self, book: PhraseBook[tuple[Term, ...]], words: Words, marked: Syllables
    ) -> Iterable[tuple[Span, Term]]:
        """Yield the terms with the right marks that are not part of a catalogue phrase."""
        for start, end, terms in book.find(words):
            typed = marked[start:end] if len(marked) == len(words) else words[start:end]
            for term in terms:
                if _is_meant(term, typed, words) and not self._is_part_of_phrase(words, start, end):
                    yield (start, end), term

    def _is_part_of_phrase(self, words: Words, start: int, end: int) -> bool:
        """Return True if words[start:end] is part of a longer phrase of the catalogue."""
        first, last = self._extend_over_pairs(words, start, end)
        if end - start == 1:
            return last - first > 1
        return any(
            self._is_phrase(words[begin:stop])
            for begin in range(max(first, end - LONGEST), start + 1)
            for stop in range(end, min(last, begin + LONGEST) + 1)
            if stop - begin > end - start
        )

    def _extend_over_pairs(self, words: Words, start: int, end: int) -> Span:
        """Widen words[start:end] while the next syllable forms a known pair with its edge."""
        while start and self._neighbours.is_pair(words[start - 1], words[start]):
            start -= 1
        while end < len(words) and self._neighbours.is_pair(words[end - 1], words[end]):
            end += 1
        return start, end


def _book(terms: Iterable[tuple[str, Hint, Iterable[str]]]) -> PhraseBook[tuple[Term, ...]]:
    """Return a book of `terms`; one term may have several hints."""
    known: dict[Words, list[Term]] = {}
    for text, hint, unless in terms:
        exceptions = tuple(tuple(plain_syllables(phrase)) for phrase in unless)
        term = Term(tuple(marked_syllables(text)), hint, exceptions)
        known.setdefault(tuple(plain_syllables(text)), []).append(term)
    return PhraseBook((words, tuple(found)) for words, found in known.items())


def _is_meant(term: Term, typed: Syllables, words: Syllables) -> bool:
    """Return True if the marks `typed` fit `term` and no phrase in `words` rules it out."""
    same = all(a.isascii() or a == b for a, b in zip(typed, term.marked, strict=False))
    return same and not any(_contains(words, phrase) for phrase in term.unless)


def _contains(words: Syllables, phrase: Words) -> bool:
    return any(tuple(words[start : start + len(phrase)]) == phrase for start in range(len(words)))
