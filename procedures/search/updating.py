"""Makes new postings out of former ones.

A change of one procedure costs what its own phrases and texts cost.

A new index is an update of an empty one, so there is one way, and an update gives what building
anew gives (but for the numbers of procedures, which mean nothing).
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain
from math import log, sqrt

from .filler import WEAK_SYLLABLES
from .intents import aspects_of_names
from .phrases import Leads, Reader, names_of
from .postings import Bag, Holding, Posting, Postings
from .rows import ONE, cell, changed, value_of, wholly_in
from .texts import Texts, unmarked
from .vocabulary import Entry, Vocabulary
from .words import Words, terms_of

# How much it counts that a word is found in a procedure's phrases; that it is found in many of
# them; only in its texts.
ANYWHERE, OFTEN, IN_TEXT = 1.0, 1.5, 0.3
# A pair is worth this share of what its rarity says; less if one of the two asks rather than names.
PAIR, PAIR_OF_WEAK = 0.6, 0.4
# A syllable that asks rather than names.
WEAK = 0.12

_IN_TEXT = value_of(IN_TEXT)
_NOWHERE = array("I")


def updated(
    former: Postings, entries: Sequence[Entry], vocabulary: Vocabulary, texts: Texts
) -> Postings:
    """Return the postings of `entries`; what is as in `former` is taken over."""
    reader = Reader(texts)
    led = reader.of_vocabulary(vocabulary, {entry.id for entry in entries})
    kept = {
        entry.id
        for entry in entries
        if _held(former, entry) and former.of_vocabulary.get(entry.id) == led.get(entry.id)
    }
    update = _Update(former, reader, texts)
    for key in former.numbers.keys() - kept:
        update.take_out(key)
    update.new.of_vocabulary = led
    for entry in entries:
        if entry.id not in kept:
            update.put_in(entry)
    postings = update.finished()
    for place, entry in enumerate(entries):
        postings.places[postings.numbers[entry.id]] = place
    return postings


def _held(postings: Postings, entry: Entry) -> bool:
    number = postings.numbers.get(entry.id)
    return number is not None and postings.holding(number).entry == entry


@lru_cache(maxsize=8192)
def _often(count: int, size: int) -> int:
    """Return how much a procedure is about a term that is in `count` of its `size` phrases.

    As a value of a row.
    """
    return value_of(ANYWHERE + OFTEN * sqrt(count / size))


class _Update:
    """Copies of the former postings, and what is to be changed in them."""

    def __init__(self, former: Postings, reader: Reader, texts: Texts) -> None:
        self.new = former.copy()
        self._size = len(former.numbers)
        self._reader = reader
        self._texts = texts
        # Numbers of procedures that went before, and of those taken out now, which may be put in
        # again.
        self._vacant = [number for number, held in enumerate(former.holdings) if held is None]
        self._taken_out: dict[str, int] = {}
        # New values in the rows of terms and of syllables with marks; 0 for none any more.
        self._rows: dict[str, array[int]] = defaultdict(partial(array, "I"))
        self._marks: dict[str, array[int]] = defaultdict(partial(array, "I"))
        # One object for what many procedures have the same of.
        self._trusts: dict[tuple[float, ...], tuple[float, ...]] = {}
        self._terms: dict[str, str] = {term: term for term in former.terms}
        self._made: dict[Bag, Bag] = {bag: bag for bag in former.phrases}
        # The terms of phrases that were worked out already.
        self._bags: dict[Words, Bag] = {}

    def take_out(self, key: str) -> None:
        """Take the procedure `key` out."""
        number = self._taken_out[key] = self.new.numbers.pop(key)
        held = self.new.holding(number)
        leads = self._leads(held.entry)
        self._note(number, held.entry, held.bags, leads, present=False)
        for words in leads.phrases:
            self._use(words, -1)
        self.new.holdings[number] = None

    def put_in(self, entry: Entry) -> None:
        """Put `entry` in, with the number that it had, or one that nobody has."""
        number = (
            self._taken_out.pop(entry.id) if entry.id in self._taken_out else self._new_number()
        )
        leads = self._leads(entry)
        bags = tuple([self._use(words, 1) for words in leads.phrases])
        trusts = tuple(leads.phrases.values())
        places = {words: place for place, words in enumerate(leads.phrases)}
        names = tuple([places[words] for words in leads.names])
        self.new.numbers[entry.id] = number
        self.new.holdings[number] = Holding(
            entry, bags, self._trusts.setdefault(trusts, trusts), names, aspects_of_names(leads.names)
        )  # fmt: skip
        self._note(number, entry, bags, leads, present=True)

    def _leads(self, entry: Entry) -> Leads:
        return self._reader.leads(entry, self.new.of_vocabulary.get(entry.id, {}))

    def _new_number(self) -> int:
        if self._vacant:
            return self._vacant.pop()
        self.new.holdings.append(None)
        self.new.places.append(0)
        return len(self.new.holdings) - 1

    def _use(self, words: Words, more: int) -> Bag:
        """Count that one procedure more, or less, has the phrase `words`, and return its terms."""
        bag = self._bags.get(words)
        if bag is None:
            made = tuple([self._terms.setdefault(term, term) for term in terms_of(words)])
            bag = self._bags[words] = self._made.setdefault(made, made)
        uses = self.new.phrases.get(bag, 0) + more
        if uses:
            self.new.phrases[bag] = uses
        else:
            del self.new.phrases[bag]
        return bag

    def _note(
        self, number: int, entry: Entry, bags: Collection[Bag], leads: Leads, *, present: bool
    ) -> None:
        """Note what `entry` changes in rows, now that it is `present`, or no longer."""
        rows, texts = self._rows, self._texts
        size = max(1, len(bags) - leads.codes)
        counts = Counter(chain.from_iterable(bags))
        for term, count in counts.items():
            rows[term].append(cell(number, _often(count, size) if present else 0))
        around = texts.written(f"{entry.text} {entry.field_name}")
        for word in set(texts.folded(around)) - counts.keys():
            rows[word].append(cell(number, _IN_TEXT if present else 0))
        called = texts.written(" ; ".join((*names_of(entry), *entry.keywords)))
        for word in texts.marked(called):
            self._marks[word].append(cell(number, ONE if present else 0))
        for word in unmarked((*around, *called, *texts.written(" ".join(entry.codes)))):
            self.new.unmarked[word] += 1 if present else -1

    def finished(self) -> Postings:
        """Return the new postings."""
        new, size = self.new, len(self.new.numbers)
        for term in list(self._rows):
            former = new.terms.get(term)
            row = changed(
                former.row if former else _NOWHERE, self._rows.pop(term), len(new.holdings)
            )
            spread = wholly_in(row)
            new.terms[term] = Posting(
                self._terms.setdefault(term, term), row, spread, _worth(term, spread, size)
            )
            if not row:
                del new.terms[term]
        if size != self._size:
            for term, posting in new.terms.items():
                new.terms[term] = replace(posting, worth=_worth(term, posting.spread, size))
        for word in list(self._marks):
            new.marked[word] = changed(
                new.marked.get(word, _NOWHERE), self._marks.pop(word), len(new.holdings)
            )
            if not new.marked[word]:
                del new.marked[word]
        new.unmarked = +new.unmarked  # without those that nobody writes any more
        return new


def _worth(term: str, spread: int, size: int) -> float:
    """Return what `term` is worth: the fewer of all procedures it is spread over, the more."""
    rarity = log(1 + size / (spread + 0.5))
    if " " in term:
        return rarity * (PAIR_OF_WEAK if WEAK_SYLLABLES.intersection(term.split()) else PAIR)
    return rarity * (WEAK if term in WEAK_SYLLABLES else 1.0)
