"""From a question to a card: answer, one question back, or none. It sends no query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import orjson
from django.db.models import TextChoices

from offices.finding.receiving import Whence
from offices.snapshot import Directory, directory
from procedures.answers.cases import Case, Document
from procedures.answers.patterns import is_apart
from procedures.answers.sentences import MOST_CHOICES, Asking, Said, Sentence, say_part
from procedures.answers.words import AnswerWords, Asked, Part, condition_words, contains
from procedures.choices import ApplicantType, Level
from procedures.publishing.published import Published
from procedures.publishing.snapshot import Catalogue, catalogue
from procedures.search.languages import foreign_language
from procedures.search.phrases import without_asides
from procedures.search.results import NotPolice, SearchResult
from procedures.search.words import Words
from procedures.translations.sentences import say

# A procedure is meant from this score on, if a pair of words of its name is said; from the second
# one, if none is. Two are meant alike if the second has this share of the score.
LEAST, UNNAMED, ALIKE = 1.15, 1.6, 0.91
# The same, if the part is only guessed; and in a foreign language.
GUESSED, GUESSED_UNNAMED, TRANSLATED = 1.6, 1.9, 1.7
# If a matter of somebody else is mentioned: if the name is said, if nothing is near, otherwise.
NAMED, NEARLY, CLEARLY = 2.0, 2.5, 2.9
# Nothing else is near with a score of so much less.
AHEAD = 1.8
# With this share of the score of Hà Nội's, the province's procedure of the same name is meant.
LOCAL = 0.75
# Below this score, procedures that have little in common are a guess.
ALIKE_FROM = 2.0
# What is left of the score of a procedure for others than the asker seems to be.
UNASKED = 0.8
# The same for a special matter that the question does not mention.
APART = 0.6
_FOREIGN = {ApplicantType.FOREIGNER, ApplicantType.FOREIGN_ORGANISATION}
_IN_ANOTHER_COUNTRY = ("o", "nuoc", "ngoai")
_ABROAD, _COPY = ("nuoc", "ngoai"), ("cap", "lai")
_EXCHANGE = ("cap", "doi")
_LOSES = {"lost", "damaged", "change", "expired"}
_REPORT_OF_LOSS = ("bao", "mat")
ASK_US = "Chưa có câu trả lời soạn sẵn. Ông/bà gửi câu hỏi cho cán bộ."
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
        asked = self.words.read(question)
        if asked.refused or " " not in asked.subject:
            return Card(Kind.NONE, note=ASK_US)
        found = self.catalogue.index.search(asked.subject, only_procedures=True)
        elsewhere = [hint.agency for hint in found.hints if isinstance(hint, NotPolice)]
        abroad = self._done_abroad(asked)
        if abroad or (elsewhere and not found.ids):
            return self._sent_on([*abroad, *elsewhere][0], asked, found)
        meant = self._meant(asked, found)
        part = asked.part or (Part.PAPERS if asked.circumstances else None)
        if part is None or not meant:
            known = asked.part is not None
            return Card(Kind.NONE, note=ASK_US if known else "", asked=known)
        made = [self._about(one, part, asked, whence, at) for one in meant]
        if asked.part is None:
            made = [one for one in made if one.case]
        return _one_of(made, part) if made else Card(Kind.NONE, asked=False)

    def _done_abroad(self, asked: Asked) -> list[str]:
        """Return who does it for somebody abroad: terms of officers with «ở nước ngoài»."""
        if "abroad" not in asked.circumstances:
            return []
        said = {*asked.words, *_IN_ANOTHER_COUNTRY}
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

    def _meant(self, asked: Asked, found: SearchResult) -> list[Published]:
        """Return the procedures that are meant alike, the best first."""
        named = self.catalogue.named(asked.words)
        if named:
            return [self.catalogue.documents[named]]
        ranked = self._weighed(asked, found)
        if not ranked or ranked[0][1] < self._least(asked, ranked, found.understood):
            return []
        alike = [one for one, score in ranked if score >= ALIKE * ranked[0][1]][:MOST_CHOICES]
        if ranked[0][1] < ALIKE_FROM and not all(_are_related(alike[0], one) for one in alike):
            return []
        near = [one for one, score in ranked if score >= LOCAL * ranked[0][1]]
        here = _nearer(alike, near)
        return [one for one in here if _is_named(one, asked)] or here

    def _least(
        self, asked: Asked, ranked: Sequence[tuple[Published, float]], understood: Words
    ) -> float:
        """Return the score that the best procedure needs."""
        (best, score), *others = ranked
        named = self.catalogue.index.names(understood, best.id)
        if asked.foreign:
            next_best = max((s for one, s in others if not _are_related(best, one)), default=0.0)
            alone = score >= AHEAD * next_best
            if _is_named(best, asked) or (named and alone):
                return NAMED
            return NEARLY if alone else CLEARLY
        if foreign_language(asked.subject):
            return TRANSLATED
        if named:
            return GUESSED if asked.hinted else LEAST
        return GUESSED_UNNAMED if asked.hinted else UNNAMED

    def _weighed(self, asked: Asked, found: SearchResult) -> list[tuple[Published, float]]:
        """Return the procedures that fit the asker, the best first; a typed code needs no score."""
        scores = found.scores or [CLEARLY] * len(found.ids)
        documents = self.catalogue.documents
        left = _Fitness(self.words, asked)
        fit = [
            (documents[key], score * left.share(documents[key]))
            for key, score in zip(found.ids, scores, strict=False)
            if _admits(documents[key], asked)
        ]
        return sorted(fit, key=lambda one: -one[1])

    def _about(
        self, one: Published, part: Part, asked: Asked, whence: Whence, at: datetime | None
    ) -> Card:
        document: Document = orjson.loads(one.document)
        name = condition_words(one.name_in_lists)
        rest = asked.words[len(name) :] if asked.words[: len(name)] == name else asked.words
        special = tuple(
            c for code, c in self.words.circumstances.items() if code in asked.circumstances
        )
        case = Case(asked, special, rest)
        said = say_part(part, document, Asking(case, self.directory, whence, at))
        return _card(one, part, said)


class _Fitness:
    """How well procedures fit what is said beside their names."""

    def __init__(self, words: AnswerWords, asked: Asked) -> None:
        self._apart = words.patterns.unsaid(asked.words)
        self._by_foreigner = "foreigner" in asked.circumstances or bool(
            foreign_language(asked.subject)
        )
        self._copy = asked.again or bool(asked.circumstances & _LOSES)

    def share(self, one: Published) -> float:
        """Return what is left of the score of `one`."""
        name = condition_words(without_asides(one.name_in_lists))
        foreign = contains(name, _ABROAD) and not self._by_foreigner
        copy = (contains(name, _COPY) or contains(name, _EXCHANGE)) and not self._copy
        apart = is_apart(condition_words(one.name_in_lists), self._apart)
        return (APART if apart else 1.0) * (UNASKED if foreign or copy else 1.0)


def _admits(one: Published, asked: Asked) -> bool:
    """Return False for what a foreigner may not do, and for a report of loss to make it anew."""
    kinds = one.facets["applicant_types"]
    if "foreigner" in asked.circumstances and kinds and not kinds & _FOREIGN:
        return False
    return not (asked.again and condition_words(one.name_in_lists)[:2] == _REPORT_OF_LOSS)


def _are_related(one: Published, other: Published) -> bool:
    """Return True if two names have half of their words in common."""
    first, second = (set(condition_words(item.name_in_lists)) for item in (one, other))
    return 2 * len(first & second) >= min(len(first), len(second))


def _nearer(alike: Sequence[Published], near: Sequence[Published]) -> list[Published]:
    """Return `alike`, the province's procedure of the same name instead of the ministry's."""
    provincial = [one for one in near if not _is_central(one)]
    instead = {
        one.id: [local for local in provincial if _is_of_name(local, one)]
        for one in alike
        if _is_central(one)
    }
    chosen = [local for one in alike for local in instead.get(one.id) or [one]]
    return list({one.id: one for one in chosen}.values())[:MOST_CHOICES]


def _is_of_name(one: Published, central: Published) -> bool:
    """Return True if two thirds of the words of one name are in the other, and all its numbers."""
    own, other = (
        set(condition_words(without_asides(item.name_in_lists))) for item in (one, central)
    )
    numbers = {word for word in own if word.isdigit()}
    return numbers <= other and 3 * len(own & other) >= 2 * len(own)


def _is_named(one: Published, asked: Asked) -> bool:
    """Return True if the question has the whole name, apart from what is in parentheses."""
    return contains(asked.words, condition_words(without_asides(one.name_in_lists)))


def _is_central(one: Published) -> bool:
    return one.facets["levels"] == {Level.MINISTRY}


def _card(one: Published, part: Part, said: Said) -> Card:
    choices = tuple(
        Choice(option, f"{one.name_in_lists}: {part.label.lower()} – {option}")
        for option in said.options
    )
    if not (choices or said.sentences):
        return Card(Kind.NONE, one.id, one.name_in_lists, part, note=ASK_US)
    kind = Kind.ASK if choices else Kind.ANSWER
    return Card(
        kind, one.id, one.name_in_lists, part, said.case, said.sentences, choices, said.note
    )


def _one_of(cards: Sequence[Card], part: Part) -> Card:
    """Return the card that all have in common, or else ask which procedure is meant."""
    first = cards[0]
    if all(_texts(one) == _texts(first) and one.kind == first.kind for one in cards):
        return first
    choices = tuple(Choice(one.name, f"{one.name}: {part.label.lower()}") for one in cards)
    return Card(Kind.ASK, first.procedure, first.name, part, choices=choices)


def _texts(card: Card) -> list[str]:
    return [*(one.text for one in card.sentences), *(one.label for one in card.choices)]
