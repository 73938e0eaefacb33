"""Where each term occurs and what it is worth: built once for a catalogue, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from .filler import WEAK_SYLLABLES
from .phrases import Phrases, names_of
from .texts import Texts
from .vocabulary import Entry
from .words import terms_of

# A pair is worth this share of what its rarity says; less if one of the two asks rather than names.
PAIR, PAIR_OF_WEAK = 0.6, 0.4
# A syllable that asks rather than names.
WEAK = 0.12
# A posting with more than this share of all phrases is a set, to be intersected; shorter ones are walked.
LONG = 1 / 20
# Counts for more than this share of all procedures are kept as one byte for each instead of a dictionary.
DENSE = 1 / 40

# How often a term occurs in each procedure: sparse, or a byte for every procedure.
Counts = Mapping[int, int] | bytes


@dataclass(frozen=True, slots=True)
class Posting:
    """The phrases (by number) and procedures in which a term occurs, and what the term is worth."""

    phrases: tuple[int, ...] | frozenset[int]
    entries: Counts
    found_in: int
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to compare with: what all its terms are worth, and the procedures that it leads to."""

    weight: float
    targets: tuple[tuple[int, float], ...]


class Postings:
    """The postings of all phrases, texts and marked syllables of a catalogue."""

    def __init__(self, entries: Sequence[Entry], phrases: Phrases, texts: Texts) -> None:
        self._count = len(entries)
        self.sizes = [0] * self._count
        numbers = {words: number for number, words in enumerate(phrases.targets)}
        bags = [terms_of(words) for words in numbers]
        self._long = len(bags) * LONG
        self.terms = self._collect(bags, list(phrases.targets.values()))
        self.phrases = [
            Phrase(sum(self.terms[term].weight for term in bag) or 1.0, tuple(targets.items()))
            for bag, targets in zip(bags, phrases.targets.values(), strict=True)
        ]
        self.own_names = [tuple(numbers[words] for words in names) for names in phrases.names]
        self.text = self._packed(
            (number, self._only_in_text(number, texts.plain_once(f"{entry.text} {entry.field_name}")))
            for number, entry in enumerate(entries)
        )
        self.marked = self._packed(
            enumerate({m for text in {*names_of(e), *e.keywords} for m in texts.marked(text)} for e in entries)
        )

    def _collect(self, bags: Sequence[list[str]], leads: Sequence[Mapping[int, float]]) -> dict[str, Posting]:
        """Return the posting of each term in `bags`, which lead to the procedures `leads`."""
        found_in: dict[str, list[int]] = {}
        counts: dict[str, dict[int, int]] = {}
        for number, (bag, targets) in enumerate(zip(bags, leads, strict=True)):
            for entry in targets:
                self.sizes[entry] += 1
            for term in bag:
                found_in.setdefault(term, []).append(number)
                seen = counts.setdefault(term, {})
                for entry in targets:
                    seen[entry] = seen.get(entry, 0) + 1
        return {term: self._posting(term, numbers, counts.pop(term)) for term, numbers in found_in.items()}

    def _posting(self, term: str, numbers: list[int], counts: dict[int, int]) -> Posting:
        phrases = frozenset(numbers) if len(numbers) > self._long else tuple(numbers)
        return Posting(phrases, self._pack(counts), len(counts), self._worth(term, len(counts)))

    def _worth(self, term: str, found_in: int) -> float:
        """Return what `term` is worth: the rarer, the more."""
        rarity = log(1 + self._count / (found_in + 0.5))
        if " " in term:
            return rarity * (PAIR_OF_WEAK if WEAK_SYLLABLES.intersection(term.split()) else PAIR)
        return rarity * (WEAK if term in WEAK_SYLLABLES else 1.0)

    def _only_in_text(self, entry: int, words: Iterable[str]) -> set[str]:
        """Return those of `words` that no phrase of the procedure holds."""
        return {word for word in words if word not in self.terms or not count_in(self.terms[word].entries, entry)}

    def _packed(self, texts: Iterable[tuple[int, Iterable[str]]]) -> dict[str, Counts]:
        """Return for each word the procedures that use it."""
        counts: dict[str, dict[int, int]] = {}
        for entry, words in texts:
            for word in words:
                counts.setdefault(word, {})[entry] = 1
        return {word: self._pack(counts.pop(word)) for word in list(counts)}

    def _pack(self, counts: dict[int, int]) -> Counts:
        if len(counts) < self._count * DENSE:
            return counts
        dense = bytearray(self._count)
        for entry, count in counts.items():
            dense[entry] = min(count, 255)
        return bytes(dense)


def often(counts: Counts, entries: Iterable[int]) -> list[tuple[int, int]]:
    """Return (entry, count) for those of `entries` in which something occurs."""
    if isinstance(counts, bytes):
        return [(entry, counts[entry]) for entry in entries if counts[entry]]
    return [(entry, counts[entry]) for entry in entries if entry in counts]


def count_in(counts: Counts, entry: int) -> int:
    """Return how often something occurs in the procedure `entry`."""
    return counts[entry] if isinstance(counts, bytes) else counts.get(entry, 0)


def words_in(postings: Postings) -> set[str]:
    """Return every syllable that occurs anywhere in the catalogue."""
    return {term for term in postings.terms if " " not in term}.union(postings.text)
