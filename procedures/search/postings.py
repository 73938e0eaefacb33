"""The procedures in which each term occurs, and the value of the term."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from .columns import Column, Columns
from .filler import Filler
from .inputs import Entry
from .phrases import Bag, Leads, names_of
from .text_reader import TextReader, unmarked
from .words import Syllables, Words, terms_of

# Weight of a term that occurs in a procedure's phrases, in many of them, only in its texts.
ANYWHERE, OFTEN, IN_TEXT = 1.0, 1.5, 0.3
# The value of a pair as a share of its rarity; lower with a weak syllable.
PAIR, PAIR_OF_WEAK = 0.6, 0.4
# The same for a weak syllable.
WEAK = 0.12

# Weights are whole numbers in units of 1/STEPS. Their sums are exact, so equal scores stay equal in
# whatever order they are added.
STEPS = 1 << 12


@dataclass(frozen=True, slots=True)
class Posting:
    """One term: its weight in each procedure, in units of 1/STEPS, and its value.

    `spread` is the number of procedures with the term in their phrases, 0 if it occurs only in
    texts.
    """

    term: str
    about: Column
    spread: int
    worth: float


class Postings:
    """The terms of a catalogue. Procedures are numbered in its order."""

    def __init__(
        self, entries: Sequence[Entry], leads: Sequence[Leads], filler: Filler, texts: TextReader
    ) -> None:
        self._size = len(entries)
        self.columns = Columns(self._size)
        self._filler = filler
        self._phrases: dict[Bag, list[int]] = defaultdict(list)
        for number, lead in enumerate(leads):
            for bag in lead.bags:
                self._phrases[bag].append(number)
        about: dict[str, dict[int, int]] = defaultdict(dict)
        marked: dict[str, dict[int, int]] = defaultdict(dict)
        written: set[str] = set()
        for number, (entry, lead) in enumerate(zip(entries, leads, strict=True)):
            surrounding = f"{entry.text} {entry.field_name}"
            called = list(
                chain.from_iterable(map(texts.written, (*names_of(entry), *entry.keywords)))
            )
            for term, value in _weigh_terms(lead, texts.plain(surrounding)).items():
                about[term][number] = value
            for word in texts.marked(called):
                marked[word][number] = 1
            codes = texts.written(" ".join(entry.codes))
            written.update(called, texts.written(surrounding), codes)
        # The procedures that contain a syllable with its marks, and the syllables without any
        # marks.
        self.marked = {word: self.columns.column(found) for word, found in marked.items()}
        self.unmarked = unmarked(written)
        self.terms = {term: self._posting(term, values) for term, values in about.items()}

    def _posting(self, term: str, about: dict[int, int]) -> Posting:
        spread = sum(1 for value in about.values() if value >= ANYWHERE * STEPS)
        return Posting(term, self.columns.column(about), spread, self._worth(term, spread))

    def _worth(self, term: str, spread: int) -> float:
        """Return the value of `term`: the fewer procedures have it, the higher."""
        rarity = log(1 + self._size / (spread + 0.5))
        if " " in term:
            return rarity * (PAIR_OF_WEAK if self._filler.weak.intersection(term.split()) else PAIR)
        return rarity * (WEAK if term in self._filler.weak else 1.0)

    def is_phrase(self, words: Words) -> bool:
        """Return True if `words` are a phrase that leads to a procedure."""
        return tuple(terms_of(words)) in self._phrases

    def with_phrase(self, words: Syllables) -> Sequence[int]:
        """Return the procedures with exactly `words` as a name or keyword."""
        return self._phrases.get(tuple(terms_of(words)), ())

    def syllables(self) -> set[str]:
        """Return every syllable of the catalogue."""
        return {term for term in self.terms if " " not in term}

    def pairs(self) -> dict[str, int]:
        """Return each pair with the number of procedures that have it in their phrases."""
        return {term: posting.spread for term, posting in self.terms.items() if " " in term}


def _weigh_terms(lead: Leads, text: Sequence[str]) -> dict[str, int]:
    """Return the weight of each term of a procedure's phrases and of its `text`.

    Phrases of the vocabulary count as occurrences of a term, but not in the number of phrases: many
    ways to tell a story must not lower the weight of the procedure's own words.
    """
    size = max(1, lead.own)
    said = {
        term: _weight_of(count, size)
        for term, count in Counter(chain.from_iterable(lead.bags)).items()
    }
    return dict.fromkeys(text, _IN_TEXT) | said


@lru_cache(maxsize=8192)
def _weight_of(count: int, size: int) -> int:
    """Return the weight of a term that occurs `count` times, with `size` phrases."""
    return int((ANYWHERE + OFTEN * sqrt(min(count, size) / size)) * STEPS)


_IN_TEXT = int(IN_TEXT * STEPS)
