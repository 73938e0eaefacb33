"""Where each term occurs and what it is worth: built once for a catalogue, never changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
# What occurs in more than this share of all procedures (of all phrases) is kept as one byte for each of them.
DENSE, LONG = 1 / 40, 1 / 20

# How often a term occurs in each procedure: sparse, or a byte for every procedure.
Counts = Mapping[int, int] | bytes


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
        counts: dict[str, dict[int, int]] = defaultdict(dict)
        text: dict[str, dict[int, int]] = defaultdict(dict)
        for number, entry in enumerate(entries):
            found = Counter(chain.from_iterable([bags[phrase] for phrase in led[number]]))
            _note(counts, number, found)
            _note(text, number, dict.fromkeys(set(texts.plain_once(f"{entry.text} {entry.field_name}")) - found.keys(), 1))
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

    def _postings(self, bags: Sequence[list[str]], counts: dict[str, dict[int, int]]) -> dict[str, Posting]:
        """Return the posting of each term in `bags`, the terms of the phrases."""
        phrases: dict[str, list[int]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for term in bag:
                phrases[term].append(number)
        return {term: self._posting(term, phrases.pop(term), counts.pop(term)) for term in list(phrases)}

    def _posting(self, term: str, numbers: list[int], counts: dict[int, int]) -> Posting:
        phrases: tuple[int, ...] | bytes = tuple(numbers)
        if len(numbers) > len(self.targets) * LONG:
            phrases = _dense(len(self.targets), dict.fromkeys(numbers, 1))
        return Posting(phrases, self._pack(counts), len(counts), self._worth(term, len(counts)))

    def _worth(self, term: str, spread: int) -> float:
        """Return what `term` is worth: the fewer procedures it is spread over, the more."""
        rarity = log(1 + self._count / (spread + 0.5))
        if " " in term:
            return rarity * (PAIR_OF_WEAK if WEAK_SYLLABLES.intersection(term.split()) else PAIR)
        return rarity * (WEAK if term in WEAK_SYLLABLES else 1.0)

    def _packed(self, counts: dict[str, dict[int, int]]) -> dict[str, Counts]:
        return {word: self._pack(counts.pop(word)) for word in list(counts)}

    def _pack(self, counts: dict[int, int]) -> Counts:
        return counts if len(counts) < self._count * DENSE else _dense(self._count, counts)


def _note(counts: dict[str, dict[int, int]], number: int, found: Mapping[str, int]) -> None:
    """Add to `counts` that the procedure `number` has the words `found` so often."""
    for word, count in found.items():
        counts[word][number] = count


def _marked(entries: Sequence[Entry], texts: Texts) -> dict[str, dict[int, int]]:
    """Return for each syllable with marks the procedures that write it so."""
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        _note(counts, number, dict.fromkeys(texts.marked(" ; ".join((*names_of(entry), *entry.keywords))), 1))
    return counts


def _dense(size: int, counts: Mapping[int, int]) -> bytes:
    """Return a byte for each number below `size`."""
    dense = bytearray(size)
    for number, count in counts.items():
        dense[number] = min(count, 255)
    return bytes(dense)


def often(counts: Counts, entries: Iterable[int]) -> list[tuple[int, int]]:
    """Return (entry, count) for those of `entries` in which something occurs."""
    if isinstance(counts, bytes):
        return [(entry, counts[entry]) for entry in entries if counts[entry]]
    return [(entry, counts[entry]) for entry in entries if entry in counts]


def words_in(postings: Postings) -> set[str]:
    """Return every syllable that occurs anywhere in the catalogue."""
    return {term for term in postings.terms if " " not in term}.union(postings.text)
