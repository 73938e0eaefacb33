"""How often the answer card is right, on questions as people say them.

    DATABASE_URL=… python -m benchmarks.answers

prints the figures for the lines that were looked at, and for those kept aside; the database has the
shipped catalogue (`manage.py load_initial_data`). Kept aside are every second line of the first
file, and the last two files. The others are what the model of parts learned from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from procedures.answers.cards import Card, Kind
from procedures.answers.training.learning import QUESTIONS

HERE = Path(__file__).parent
_LOOKED_AT = ("hard", "spoken", "others", "points", "varied", "strangers", "persons")
Answer = Callable[[str], Card]


@dataclass(frozen=True)
class Question:
    """A question, and what its card should be: any of `procedures` and `parts`, or none."""

    text: str
    procedures: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    case: str = ""


@dataclass(frozen=True)
class Figures:
    """Numbers of questions: that have an answer, and that have none."""

    answerable: int
    right: int
    wrong: int
    outside: int
    refused: int

    def __str__(self) -> str:
        every = self.answerable + self.outside
        wrong = self.wrong + self.outside - self.refused
        return (
            f"right card {100 * self.right / self.answerable:.1f} % of {self.answerable}, "
            f"refused {100 * self.refused / self.outside:.1f} % of {self.outside} outside, "
            f"wrong card {100 * wrong / every:.1f} % of all"
        )


def questions(*, aside: bool) -> list[Question]:
    """Return one half of the questions: those that were looked at, or those kept aside."""
    asked = [*_answerable("answerable")[aside::2], *_outside("outside")[aside::2]]
    for name in ("last", "fresh") if aside else _LOOKED_AT:
        asked += [*_answerable(f"answerable_{name}"), *_outside(f"outside_{name}")]
    return asked


def _answerable(name: str) -> list[Question]:
    rows = [line.split("\t") for line in _lines(name)]
    return [
        Question(q, frozenset(ids.split(",")), frozenset(parts.split(",")), case)
        for q, ids, parts, case in rows
    ]


def _outside(name: str) -> list[Question]:
    return [Question(line) for line in _lines(name)]


def _lines(name: str) -> list[str]:
    file = HERE / f"{name}.tsv"
    text = (file if file.exists() else QUESTIONS / file.name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def is_right(card: Card, question: Question, answer: Answer) -> bool:
    """Return True if the card, or one of the choices it asks back, is about what was asked."""
    offered = [card, *(answer(choice.q) for choice in card.choices)]
    said = [card.case, *(choice.label for choice in card.choices)]
    return any(
        one.procedure in question.procedures and one.part in question.parts for one in offered
    ) and any(question.case in case for case in said)


def measure(asked: Sequence[Question], answer: Answer) -> Figures:
    """Ask all and count."""
    cards = [(question, answer(question.text)) for question in asked]
    inside = [(q, card) for q, card in cards if q.procedures]
    shown = [(q, card) for q, card in inside if card.kind != Kind.NONE]
    right = sum(is_right(card, question, answer) for question, card in shown)
    refused = sum(card.kind == Kind.NONE for question, card in cards if not question.procedures)
    outside = len(cards) - len(inside)
    return Figures(len(inside), right, len(shown) - right, outside, refused)
