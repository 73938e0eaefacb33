"""Where each term occurs and what it is worth."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from .filler import Filler
from .inputs import Entry
from .phrases import Leads, names_of
from .text_reader import TextReader, unmarked
from .words import Words, terms_of

# How much it counts that a word is found in a procedure's phrases; that it is found in many of
# them; only in its texts.
ANYWHERE, OFTEN, IN_TEXT = 1.0, 1.5, 0.3
# A pair is worth this share of what its rarity says; less if one of the two asks rather than names.
PAIR, PAIR_OF_WEAK = 0.6, 0.4
# A syllable that asks rather than names.
WEAK = 0.12

# Amounts are rounded down to binary fractions, 1/4096 here and 1/262144 in `ranking`: sums of them
# are exact, so what is equal stays equal in whatever order it is added up.
_STEPS = 1 << 12


@dataclass(frozen=True, slots=True)
class Posting:
    """One term.

    How much each procedure is about it, in the phrases of how many it occurs, and what it is worth.

    A term that occurs only in texts has no spread.
    """

    term: str
    about: Mapping[int, float]
    spread: int
    worth: float


class Postings:
    """The terms of a catalogue. Procedures are known by their places in it."""

    def __init__(
        self, entries: Sequence[Entry], leads: Sequence[Leads], filler: Filler, texts: TextReader
    ) -> None:
        self._size = len(entries)
        self._filler = filler
        self._phrases = frozenset(bag for lead in leads for bag in lead.bags)
        about: dict[str, dict[int, float]] = defaultdict(dict)
        # Which procedures write a syllable with its marks; which syllables anybody writes without
        # any.
        self.marked: dict[str, list[int]] = defaultdict(list)
        self.unmarked: set[str] = set()
        for number, (entry, lead) in enumerate(zip(entries, leads, strict=True)):
            around = texts.written(f"{entry.text} {entry.field_name}")
            called = texts.written(" ; ".join((*names_of(entry), *entry.keywords)))
            for term, value in _weigh_terms(lead, texts.folded(around)).items():
                about[term][number] = value
            for word in texts.marked(called):
                self.marked[word].append(number)
            self.unmarked |= unmarked((*around, *called, *texts.written(" ".join(entry.codes))))
        self.terms = {term: self._posting(term, values) for term, values in about.items()}

    def _posting(self, term: str, about: dict[int, float]) -> Posting:
        spread = sum(1 for value in about.values() if value >= ANYWHERE)
        return Posting(term, about, spread, self._worth(term, spread))

    def _worth(self, term: str, spread: int) -> float:
        """Return what `term` is worth: the fewer of all procedures it is spread over, the more."""
        rarity = log(1 + self._size / (spread + 0.5))
        if " " in term:
            return rarity * (PAIR_OF_WEAK if self._filler.weak.intersection(term.split()) else PAIR)
        return rarity * (WEAK if term in self._filler.weak else 1.0)

    def is_phrase(self, words: Words) -> bool:
        """Return True if `words` are a phrase that leads to a procedure."""
        return tuple(terms_of(words)) in self._phrases

    def syllables(self) -> set[str]:
        """Return every syllable that occurs anywhere in the catalogue."""
        return {term for term in self.terms if " " not in term}

    def pairs(self) -> dict[str, int]:
        """Return in how many procedures' phrases each pair occurs."""
        return {term: posting.spread for term, posting in self.terms.items() if " " in term}


def _weigh_terms(lead: Leads, text: Sequence[str]) -> dict[str, float]:
    """Return how much a procedure is about each term.

    Of its phrases, and of the `text` around them.
    """
    size = max(1, len(lead.bags) - lead.codes)
    said = {
        term: _weight_of(count, size) for term, count in Counter(chain.from_iterable(lead.bags)).items()
    }
    return dict.fromkeys(text, _IN_TEXT) | said


@lru_cache(maxsize=8192)
def _weight_of(count: int, size: int) -> float:
    """Return how much a procedure is about a term that is in `count` of its `size` phrases."""
    return _rounded(ANYWHERE + OFTEN * sqrt(count / size))


def _rounded(amount: float) -> float:
    return int(amount * _STEPS) / _STEPS


_IN_TEXT = _rounded(IN_TEXT)
