"""From a question to a card: answer, one question back, or none. It sends no query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Self

import orjson
from django.db.models import TextChoices

from offices.finding.receiving import Whence
from offices.snapshot import Directory, directory
from procedures.answers.asked import Asked
from procedures.answers.asking import MOST_CHOICES, Asking
from procedures.answers.cases import Case, Document
from procedures.answers.meant import Meaning, Meant, is_open_to
from procedures.answers.parts import Part
from procedures.answers.points import Said, Sentence
from procedures.answers.sentences import say_part
from procedures.answers.words import AnswerWords, condition_words, contains
from procedures.publishing.published import Published
from procedures.publishing.snapshot import Catalogue, catalogue
from procedures.search.results import NotPolice, SearchResult
from procedures.translations.sentences import say

_IN_ANOTHER_COUNTRY, _LOST, _PASSPORT = ("o", "nuoc", "ngoai"), ("mat",), ("ho", "chieu")
_LOSS = {"lost", "damaged"}
# Read documents that are kept: the most asked ones, some 100 kB each.
_KEPT = 32
ASK_US = "Chưa có câu trả lời soạn sẵn. Ông/bà gửi câu hỏi cho cán bộ."
GENERAL = "{part}, nói chung"
NOT_THIS_CASE = (
    "Bản đã công bố không nói riêng về điều ông/bà hỏi. Ông/bà xem phần chung, hoặc gửi câu hỏi "
    "cho cán bộ."
)
ELSEWHERE = "Việc này do {agency} giải quyết."


class Kind(TextChoices):
    """What a card does."""

    ANSWER = "answer", "Trả lời"
    ASK = "ask", "Hỏi lại một câu"
    NONE = "none", "Chưa trả lời"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question that is asked back: its words, and the question that follows."""

    label: str
    q: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown above the results. `asked` is True if a part was asked for."""

    kind: Kind
    procedure: str = ""
    name: str = ""
    part: Part | None = None
    case: str = ""
    sentences: tuple[Sentence, ...] = ()
    choices: tuple[Choice, ...] = ()
    note: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Answering:
    """Everything that a card is made from."""

    catalogue: Catalogue
    directory: Directory
    words: AnswerWords = field(default_factory=AnswerWords)

    @classmethod
    def now(cls) -> Self:
        """Return it with what is published now."""
        published = catalogue.current()
        return cls(published, directory.current(), published.answer_words)

    def card(self, question: str, whence: Whence, at: datetime | None = None) -> Card:
        """Return the card for `question`."""
        if self.catalogue.index.danger(question):
            return Card(Kind.NONE, asked=False)
        asked = self.words.read(question, is_choice=self._is_choice(question))
        if asked.refused or not (asked.things or " " in asked.subject):
            return Card(Kind.NONE, note=ASK_US)
        found = self.catalogue.index.search(asked.subject, only_procedures=True)
        elsewhere = [hint.agency for hint in found.hints if isinstance(hint, NotPolice)]
        abroad = self._done_abroad(asked)
        if abroad or (elsewhere and not found.ids):
            return self._sent_on([*abroad, *elsewhere][0], asked, found)
        meant = self._meant(asked, found)
        papers = (Part.PAPERS,) if asked.circumstances and asked.things else ()
        parts = asked.parts or papers
        if not (parts and meant.procedures):
            known = asked.part is not None
            return Card(Kind.NONE, note=ASK_US if known else "", asked=known)
        made = [
            self._about(one, part, asked.of_part(part), whence, at)
            for part in parts
            for one in meant.procedures
        ]
        if asked.part is None:
            made = [one for one in made if one.case and meant.sure]
        made = list({(one.procedure, one.part): one for one in reversed(made)}.values())[::-1]
        if not made:
            return Card(Kind.NONE, asked=False)
        return _one_of(made) if meant.sure and asked.is_part_sure else _which(made)

    def _is_choice(self, question: str) -> bool:
        """Return True for what a card offers: a name and what is asked of it."""
        name, colon, _ = question.partition(": ")
        return bool(colon) and self.catalogue.is_name(condition_words(name))

    def _done_abroad(self, asked: Asked) -> list[str]:
        """Return who does it for somebody abroad: terms of officers with «ở nước ngoài»."""
        if "abroad" not in asked.circumstances:
            return []
        lost = _LOST if "lost" in asked.circumstances else ()
        passport = _PASSPORT if "passport" in asked.things else ()
        said = {*asked.words, *_IN_ANOTHER_COUNTRY, *lost, *passport}
        terms = (
            (condition_words(term), row.agency)
            for row in self.catalogue.vocabulary.elsewhere
            for term in row.terms
        )
        return [
            agency
            for words, agency in terms
            if contains(words, _IN_ANOTHER_COUNTRY) and said.issuperset(words)
        ]

    def _sent_on(self, agency: str, asked: Asked, found: SearchResult) -> Card:
        """Say who does it; who is abroad is answered by that alone."""
        text = say(ELSEWHERE, agency=agency)
        abroad = "abroad" in asked.circumstances
        kind = Kind.ANSWER if abroad else Kind.NONE
        return Card(
            kind,
            part=Part.WHERE,
            procedure=found.ids[0] if abroad and found.ids else "",
            case=self.words.circumstances["abroad"].name if abroad else "",
            sentences=(Sentence(text),),
        )

    def _meant(self, asked: Asked, found: SearchResult) -> Meant:
        """Return the procedures that are meant alike: one whose name begins the question alone."""
        named = self.catalogue.documents.get(self.catalogue.named(asked.words) or "")
        if named and is_open_to(named, asked):
            return Meant([named])
        return Meaning(self.catalogue.documents, self.catalogue.index, self.words).meant(
            asked, found
        )

    def _about(
        self, one: Published, part: Part, asked: Asked, whence: Whence, at: datetime | None
    ) -> Card:
        document = _read(one.document)
        name = condition_words(one.name_in_lists)
        rest = asked.words[len(name) :] if asked.words[: len(name)] == name else asked.words
        codes = asked.circumstances
        if codes & _LOSS:  # what is lost or broken is not changed for another reason
            codes -= {"change"}
        known = self.words.circumstances.items()
        special = tuple(c for code, c in known if code in codes)
        aged = () if asked.ages else tuple(c for code, c in known if c.ages and code not in codes)
        in_name = self.words.circumstances_in(one.name_in_lists)
        case = Case(asked, special, aged, in_name, rest, self.words.persons)
        said_anyway = self.words.everywhere, self.words.grammar
        asking = Asking(case, self.directory, whence, *said_anyway, at)
        said = say_part(part, document, asking)
        is_choice = rest != asked.words
        for other in () if is_choice else _instead(part, said, asked):
            if near := say_part(other, document, asking).sentences:
                return _card(one, other, Said(near, general=True))
        return _card(one, part, said)


def _instead(part: Part, said: Said, asked: Asked) -> tuple[Part, ...]:
    """Return the parts to offer where there is no form, or nothing is said about a point."""
    if part == Part.FORM and not said.sentences:
        return (Part.PAPERS,)
    return asked.focus.instead if asked.focus and said.general else ()


@lru_cache(maxsize=_KEPT)
def _read(document: bytes) -> Document:
    """Return the published document, which nobody changes."""
    read: Document = orjson.loads(document)
    return read


def _card(one: Published, part: Part, said: Said) -> Card:
    about = f"{one.name_in_lists}: {part.label.lower()}"
    if not (said.options or said.sentences):
        return Card(Kind.NONE, one.id, one.name_in_lists, part, note=ASK_US)
    if said.general:
        choice = Choice(GENERAL.format(part=part.label), about)
        return Card(
            Kind.ASK, one.id, one.name_in_lists, part, choices=(choice,), note=NOT_THIS_CASE
        )
    choices = tuple(Choice(option, f"{about} – {option}") for option in said.options)
    kind = Kind.ASK if choices else Kind.ANSWER
    return Card(
        kind, one.id, one.name_in_lists, part, said.case, said.sentences, choices, said.note
    )


def _one_of(cards: Sequence[Card]) -> Card:
    """Return the card that all have in common, or else ask which procedure is meant."""
    first, *others = known = [one for one in cards if one.kind != Kind.NONE] or cards
    if first.note == NOT_THIS_CASE and others:
        return _which(known)
    if all(_texts(one) == _texts(first) and one.kind == first.kind for one in others):
        return first
    return _which(known)


def _which(cards: Sequence[Card]) -> Card:
    """Ask which procedure is meant, or which part of it, of those that have an answer."""
    first, *_ = known = [one for one in cards if one.kind != Kind.NONE] or cards[:1]
    if first.kind == Kind.NONE or (len(known) == 1 and first.note == NOT_THIS_CASE):
        return first
    procedures, parts = {one.name for one in known}, {one.part for one in known}
    choices = tuple(
        Choice(_label(one, len(procedures) > 1, len(parts) > 1), _question(one))
        for one in known[:MOST_CHOICES]
    )
    return Card(Kind.ASK, first.procedure, first.name, first.part, choices=choices)


def _label(card: Card, named: bool, parted: bool) -> str:  # noqa: FBT001
    """Return what tells this card from the others."""
    part = card.part.label if card.part else ""
    return f"{card.name}: {part.lower()}" if named and parted else part if parted else card.name


def _question(card: Card) -> str:
    return f"{card.name}: {card.part.label.lower()}" if card.part else card.name


def _texts(card: Card) -> list[str]:
    return [*(one.text for one in card.sentences), *(one.label for one in card.choices)]
