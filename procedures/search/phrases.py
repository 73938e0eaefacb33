"""Everything that leads to a procedure, as phrases: its names, keywords, synonyms and the questions it answers.

A query is compared with phrases, not with procedures: a procedure with many keywords is then no more
likely to be found than one with few, and a short phrase that is wholly said beats a long name that is half said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from .filler import without_question_words
from .texts import Texts
from .vocabulary import Entry, Vocabulary
from .words import Words

# How far a phrase is to be trusted, by where it comes from.
OWN, SYNONYM, QUESTION = 1.0, 0.97, 0.9
# Each further procedure that a phrase leads to makes it say less about every one of them.
SHARED = 0.03

# The procedures (by position) that a phrase leads to, and how surely. Most lead to one.
Targets = tuple[tuple[int, float], ...]

_ASIDE = re.compile(r"\([^()]*\)")


class Phrases:
    """The distinct phrases, each with its targets, and for each procedure those that are its names."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary, texts: Texts) -> None:
        self.targets: dict[Words, Targets] = {}
        self.names: list[tuple[Words, ...]] = []
        # How many phrases of each procedure are codes: they do not say what it is about.
        self.codes: list[int] = []
        self._texts = texts
        self._read: dict[str, Words] = {}
        self._positions = {entry.id: number for number, entry in enumerate(entries)}
        for number, entry in enumerate(entries):
            self._add_entry(number, entry)
        self._add_vocabulary(vocabulary)

    def _words(self, text: str) -> Words:
        """Return the syllables of `text` without question words; keywords recur, so they are remembered."""
        words = self._read.get(text)
        if words is None:
            words = self._read[text] = tuple(without_question_words(self._texts.plain(text)))
        return words

    def _add_entry(self, number: int, entry: Entry) -> None:
        names, keywords, codes = (
            dict.fromkeys(filter(None, map(self._words, texts))) for texts in (names_of(entry), entry.keywords, entry.codes)
        )
        self.names.append(tuple(names))
        self.codes.append(len(codes))
        surely = (number, OWN)
        for words in names | keywords | codes:
            self.targets[words] = (*self.targets.get(words, ()), surely)

    def _add_vocabulary(self, vocabulary: Vocabulary) -> None:
        for group in vocabulary.synonyms:
            self._add_list((group.canonical, *group.forms), group.procedure_ids, SYNONYM)
        for question in vocabulary.questions:
            self._add_list((question.text, *question.variants), question.procedure_ids, QUESTION)

    def _add_list(self, texts: Iterable[str], ids: Sequence[str], trust: float) -> None:
        known = [self._positions[key] for key in ids if key in self._positions]
        trust /= 1 + SHARED * (len(known) - 1)
        for text in texts:
            for number in known:
                self._lead(self._words(text), number, trust)

    def _lead(self, words: Words, number: int, trust: float) -> None:
        targets = self.targets.get(words, ())
        known = dict(targets).get(number, 0.0) if targets else 0.0
        if words and trust > known:
            self.targets[words] = (*((entry, sure) for entry, sure in targets if entry != number), (number, trust))


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
