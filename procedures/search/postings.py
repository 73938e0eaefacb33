"""Where each term occurs and what it is worth.

Never changed: `updating` makes new postings out of former ones.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .intents import Aspect
from .phrases import Trust
from .rows import Row
from .vocabulary import Entry
from .words import Words, terms_of

# The terms of a phrase; procedures with the same phrase share it.
Bag = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """How much each procedure is about a term (its row), in the phrases of how many it occurs.

    And what it is worth.

    A term that occurs only in texts has a row but no spread.
    """

    term: str
    row: Row
    spread: int
    worth: float


@dataclass(frozen=True, slots=True)
class Holding:
    """A procedure, the phrases that lead to it and how surely, which of them are its names.

    And what it offers.
    """

    entry: Entry
    bags: tuple[Bag, ...]
    trusts: tuple[float, ...]
    names: tuple[int, ...]
    aspects: frozenset[Aspect]


@dataclass(slots=True)
class Postings:
    """The terms of a catalogue.

    Procedures have numbers, which they keep while the catalogue changes; those that went leave
    theirs to others.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    holdings: list[Holding | None] = field(default_factory=list)
    # Which place the catalogue gives each procedure: of equals, the one that it lists first comes
    # first.
    places: list[int] = field(default_factory=list)
    # Terms; syllables with their marks; how many procedures write a syllable without any.
    terms: dict[str, Posting] = field(default_factory=dict)
    marked: dict[str, Row] = field(default_factory=dict)
    unmarked: Counter[str] = field(default_factory=Counter)
    # To how many procedures each phrase leads.
    phrases: dict[Bag, int] = field(default_factory=dict)
    # The phrases by which the vocabulary leads to each procedure.
    of_vocabulary: Mapping[str, Trust] = field(default_factory=dict)

    def copy(self) -> "Postings":
        """Return postings that may be changed without a change to these."""
        return Postings(
            dict(self.numbers), list(self.holdings), list(self.places), dict(self.terms), dict(self.marked), Counter(self.unmarked),
            dict(self.phrases), self.of_vocabulary,
        )  # fmt: skip

    def holding(self, number: int) -> Holding:
        """Return the procedure `number`. Raises LookupError for a number that no procedure has."""
        held = self.holdings[number]
        if held is None:
            raise LookupError(number)
        return held

    def is_phrase(self, words: Words) -> bool:
        """Tell whether `words` are a phrase that leads to a procedure."""
        return tuple(terms_of(words)) in self.phrases

    def syllables(self) -> set[str]:
        """Return every syllable that occurs anywhere in the catalogue."""
        return {term for term in self.terms if " " not in term}

    def pairs(self) -> dict[str, int]:
        """Return in how many procedures' phrases each pair occurs."""
        return {term: posting.spread for term, posting in self.terms.items() if " " in term}
