"""Everything that leads to a procedure, as phrases.

Its names, keywords, synonyms and the questions it answers.

A query is compared with phrases, not with procedures: a procedure with many keywords is then no
more likely to be found than one with few, and a short phrase that is wholly said beats a long name
that is half said.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .filler import Filler
from .inputs import Entry, Vocabulary
from .text_reader import TextReader
from .words import Words, terms_of

# How far a phrase is to be trusted, by where it comes from.
OWN, SYNONYM, QUESTION = 1.0, 0.97, 0.9
# Each further procedure that a phrase leads to makes it say less about every one of them.
SHARED = 0.03

# ComparablePhrases with how surely they lead to a procedure.
Trust = Mapping[Words, float]
# The terms of a phrase.
Bag = tuple[str, ...]

_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Leads:
    """What leads to one procedure: the terms of each phrase and how far it is to be trusted."""

    bags: tuple[Bag, ...]
    trusts: tuple[float, ...]
    # Its names, and which of the phrases they are.
    names: tuple[Words, ...]
    name_places: tuple[int, ...]
    # How many phrases are codes, which do not say what a procedure is about.
    codes: int


class PhraseReader:
    """Reads the phrases of texts.

    Keywords recur, so what was read is remembered while an index is made.
    """

    def __init__(self, texts: TextReader, filler: Filler) -> None:
        self._texts = texts
        self._filler = filler
        self._read: dict[str, Words] = {}
        # One tuple for all procedures with the same phrase, and one string for all phrases with the
        # same term.
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
        """Return what leads to `entry`: what is its own, and `others` that the vocabulary adds."""
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
            codes=len(codes),
        )

    def _bag(self, words: Words) -> Bag:
        bag = self._bags.get(words)
        if bag is None:
            bag = self._bags[words] = tuple(
                [self._terms.setdefault(term, term) for term in terms_of(words)]
            )
        return bag

    def read_catalogue(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> list[Leads]:
        """Return what leads to each of `entries`."""
        others = self._read_vocabulary(vocabulary, {entry.id for entry in entries})
        return [self._read_entry(entry, others.get(entry.id, {})) for entry in entries]

    def _read_vocabulary(self, vocabulary: Vocabulary, known: Collection[str]) -> dict[str, Trust]:
        """Return the phrases by which the vocabulary leads to each of the procedures `known`."""
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
    """Yield what the procedure is called, also without the asides in parentheses."""
    for name in (entry.name, entry.current_name, entry.short_name):
        if name:
            yield name
            yield without_asides(name)


def without_asides(text: str) -> str:
    """Return `text` without what stands in parentheses: there names say where, not what.

    >>> without_asides("Tách hộ (thực hiện tại cấp xã)")
    'Tách hộ'
    """
    return " ".join(_ASIDE.sub(" ", text).split()) if "(" in text else text
