"""Where each term occurs and what it is worth: built once for a catalogue, never changed."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import log
from typing import TypeAlias

from .filler import WEAK_SYLLABLES
from .phrases import Phrases, names_of
from .texts import Texts
from .vocabulary import Entry
from .words import terms_of

# A pair is worth this share of what its rarity says; less if one of the two asks rather than names.
PAIR, PAIR_OF_WEAK = 0.6, 0.4
# A syllable that asks rather than names.
WEAK = 0.12
# What occurs in more than this share of all procedures (of all phrases) is kept as one byte for each of them.
DENSE, LONG = 1 / 40, 1 / 20

# How often a term occurs in each procedure: one number for each in which it does, or a byte for every procedure.
# The number is that of the procedure, shifted, and the count below it: a tenth of what a dictionary takes.
Packed: TypeAlias = "array[int]"
Counts: TypeAlias = "array[int] | bytes"
SHIFT, MOST = 8, 255


@dataclass(frozen=True, slots=True)
class Posting:
    """The phrases (their numbers, or a byte for every phrase) and procedures in which a term occurs, and its worth."""

    phrases: tuple[int, ...] | bytes
    entries: Counts
    spread: int
    worth: float


class Postings:
    """The postings of all phrases, texts and marked syllables of a catalogue."""

    def __init__(self, entries: Sequence[Entry], phrases: Phrases, texts: Texts) -> None:
        self._count = len(entries)
        self.targets = list(phrases.targets.values())
        # One string for each term, however many phrases hold it.
        shared: dict[str, str] = {}
        bags = [[shared.setdefault(term, term) for term in terms_of(words)] for words in phrases.targets]
        led = self._phrases_of_entries()
        self.sizes = [max(1, len(numbers) - codes) for numbers, codes in zip(led, phrases.codes, strict=True)]
        counts, text = _no_counts(), _no_counts()
        for number, entry in enumerate(entries):
            found = Counter(chain.from_iterable([bags[phrase] for phrase in led[number]]))
            for term, count in found.items():
                counts[term].append(number << SHIFT | min(count, MOST))
            _note(text, number, set(texts.plain_once(f"{entry.text} {entry.field_name}")) - found.keys())
        self.text = self._packed(text)
        self.terms = self._postings(bags, counts)
        worth = {term: posting.worth for term, posting in self.terms.items()}
        self.worths = [sum([worth[term] for term in bag]) or 1.0 for bag in bags]
        numbers = {words: number for number, words in enumerate(phrases.targets)}
        self.own_names = [tuple(numbers[words] for words in names) for names in phrases.names]
        self.marked = self._packed(_marked(entries, texts))

    def _phrases_of_entries(self) -> list[list[int]]:
        """Return the phrases (by number) that lead to each procedure."""
        led: list[list[int]] = [[] for _ in range(self._count)]
        for phrase, targets in enumerate(self.targets):
            for entry, _ in targets:
                led[entry].append(phrase)
        return led

    def _postings(self, bags: Sequence[list[str]], counts: dict[str, Packed]) -> dict[str, Posting]:
        """Return the posting of each term in `bags`, the terms of the phrases."""
        phrases: dict[str, list[int]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for term in bag:
                phrases[term].append(number)
        return {term: self._posting(term, phrases.pop(term), counts.pop(term)) for term in list(phrases)}

    def _posting(self, term: str, numbers: list[int], counts: Packed) -> Posting:
        phrases: tuple[int, ...] | bytes = tuple(numbers)
        if len(numbers) > len(self.targets) * LONG:
            phrases = _dense(len(self.targets), ((number, 1) for number in numbers))
        return Posting(phrases, self._pack(counts), len(counts), self._worth(term, len(counts)))

    def _worth(self, term: str, spread: int) -> float:
        """Return what `term` is worth: the fewer procedures it is spread over, the more."""
        rarity = log(1 + self._count / (spread + 0.5))
        if " " in term:
            return rarity * (PAIR_OF_WEAK if WEAK_SYLLABLES.intersection(term.split()) else PAIR)
        return rarity * (WEAK if term in WEAK_SYLLABLES else 1.0)

    def _packed(self, counts: dict[str, Packed]) -> dict[str, Counts]:
        return {word: self._pack(counts.pop(word)) for word in list(counts)}

    def _pack(self, counts: Packed) -> Counts:
        return counts[:] if len(counts) < self._count * DENSE else _dense(self._count, _pairs(counts))


def _no_counts() -> dict[str, Packed]:
    return defaultdict(partial(array, "I"))


def _note(counts: dict[str, Packed], number: int, words: Iterable[str]) -> None:
    """Add to `counts` that `words` occur in the procedure `number`."""
    once = number << SHIFT | 1
    for word in words:
        counts[word].append(once)


def _marked(entries: Sequence[Entry], texts: Texts) -> dict[str, Packed]:
    """Return for each syllable with marks the procedures that write it so."""
    counts = _no_counts()
    for number, entry in enumerate(entries):
        _note(counts, number, texts.marked(" ; ".join((*names_of(entry), *entry.keywords))))
    return counts


def _pairs(counts: Packed) -> Iterable[tuple[int, int]]:
    return ((packed >> SHIFT, packed & MOST) for packed in counts)


def _dense(size: int, counts: Iterable[tuple[int, int]]) -> bytes:
    """Return a byte for each number below `size`."""
    dense = bytearray(size)
    for number, count in counts:
        dense[number] = count
    return bytes(dense)


def often(counts: Counts, entries: Collection[int]) -> list[tuple[int, int]]:
    """Return (entry, count) for those of `entries` in which something occurs."""
    if isinstance(counts, bytes):
        return [(entry, counts[entry]) for entry in entries if counts[entry]]
    return [(packed >> SHIFT, packed & MOST) for packed in counts if packed >> SHIFT in entries]


def words_in(postings: Postings) -> set[str]:
    """Return every syllable that occurs anywhere in the catalogue."""
    return {term for term in postings.terms if " " not in term}.union(postings.text)
