"""The phrases that lead to each procedure: names, keywords, synonyms and questions.

A query is compared with phrases, not with procedures. So a procedure with many keywords is not
found more easily than one with few, and a short phrase typed in full beats half a long name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .filler import Filler
from .inputs import Entry, Vocabulary
from .text_reader import TextReader
from .words import Words, terms_of

# The trust in a phrase, by its origin.
OWN, SYNONYM, QUESTION = 1.0, 0.97, 0.9
# How much trust is lost with each further procedure of the phrase.
SHARED = 0.03

# Phrases with their trust.
Trust = Mapping[Words, float]
# The terms of a phrase.
Bag = tuple[str, ...]

_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Leads:
    """The phrases that lead to one procedure, as terms, each with its trust."""

    bags: tuple[Bag, ...]
    trusts: tuple[float, ...]
    # Its names, and their indexes among the phrases.
    names: tuple[Words, ...]
    name_places: tuple[int, ...]
    # The number of its names and keywords.
    own: int


class PhraseReader:
    """Reads phrases, and remembers them while an index is built, because keywords recur."""

    def __init__(self, texts: TextReader, filler: Filler) -> None:
        self._texts = texts
        self._filler = filler
        self._read: dict[str, Words] = {}
        # Saves memory: procedures share equal phrases, and phrases share equal terms.
        self._bags: dict[Words, Bag] = {}
        self._terms: dict[str, str] = {}

    def _read_words(self, text: str) -> Words:
        """Return the syllables of `text` without question phrases."""
        words = self._read.get(text)
        if words is None:
            words = self._read[text] = tuple(
                self._filler.without_question_phrases(self._texts.plain(text))
            )
        return words

    def _read_entry(self, entry: Entry, others: Trust) -> Leads:
        """Return the phrases of `entry`: its own, and `others` from the vocabulary."""
        names, keywords, codes = (
            tuple(dict.fromkeys(filter(None, map(self._read_words, texts))))
            for texts in (names_of(entry), entry.keywords, entry.codes)
        )
        phrases = {**others, **dict.fromkeys((*names, *keywords, *codes), OWN)}
        places = {words: place for place, words in enumerate(phrases)}
        return Leads(
            bags=tuple([self._bag(words) for words in phrases]),
            trusts=tuple(phrases.values()),
            names=names,
            name_places=tuple([places[words] for words in names]),
            own=len({*names, *keywords}),
        )

    def _bag(self, words: Words) -> Bag:
        bag = self._bags.get(words)
        if bag is None:
            terms = terms_of(words)
            bag = self._bags[words] = tuple(map(self._terms.setdefault, terms, terms))
        return bag

    def read_catalogue(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> list[Leads]:
        """Return the phrases of each of `entries`."""
        others = self._read_vocabulary(vocabulary, {entry.id for entry in entries})
        return [self._read_entry(entry, others.get(entry.id, {})) for entry in entries]

    def _read_vocabulary(self, vocabulary: Vocabulary, known: Collection[str]) -> dict[str, Trust]:
        """Return the phrases of the vocabulary for each of the procedures `known`, by id."""
        found: dict[str, dict[Words, float]] = {}
        for group in vocabulary.synonyms:
            self._add(
                found,
                (group.canonical, *group.forms),
                [key for key in group.procedure_ids if key in known],
                SYNONYM,
            )
        for question in vocabulary.questions:
            self._add(
                found,
                (question.text, *question.variants),
                [key for key in question.procedure_ids if key in known],
                QUESTION,
            )
        return dict(found)

    def _add(
        self,
        found: dict[str, dict[Words, float]],
        texts: Iterable[str],
        ids: Sequence[str],
        trust: float,
    ) -> None:
        trust /= 1 + SHARED * (len(ids) - 1)
        for words in filter(None, map(self._read_words, texts)):
            for key in ids:
                phrases = found.setdefault(key, {})
                phrases[words] = max(trust, phrases.get(words, 0.0))


def names_of(entry: Entry) -> Iterator[str]:
    """Yield the names of the procedure, with and without the asides in parentheses."""
    for name in (entry.name, entry.current_name, entry.short_name):
        if name:
            yield name
            yield without_asides(name)


def without_asides(text: str) -> str:
    """Return `text` without parentheses: names use them for the place, not the subject.

    >>> without_asides("Tách hộ (thực hiện tại cấp xã)")
    'Tách hộ'
    """
    return " ".join(_ASIDE.sub(" ", text).split()) if "(" in text else text
