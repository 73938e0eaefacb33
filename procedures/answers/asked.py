"""What was read in a question: the part that it asks for, and the circumstances that it tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from procedures.answers.parts import Part
from procedures.answers.patterns import Focus
from procedures.search.words import Words, plain_syllables


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Something special about a case: words of citizens, and of the conditions of the catalogue."""

    code: str
    name: str
    in_conditions: tuple[Words, ...]
    rules_out: tuple[Words, ...]
    ages: range
    # It is about a person: it may pay less.
    personal: bool = False
    # What a sentence about it has. Without one, these parts are not answered.
    covered: re.Pattern[str] | None = None
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read in a question.

    `parts` has more than one if it is not sure which is asked for, none if none is. `refused` is a
    question that no part answers.
    """

    parts: tuple[Part, ...]
    refused: bool
    circumstances: frozenset[str]
    channel: str
    words: Words
    # The question without the words that name a part, an age or nothing: what the search gets.
    subject: str
    # The thing shall be made again: who only reports its loss does not say so.
    again: bool
    # A matter of somebody else is mentioned: the procedure must be named all the more clearly.
    foreign: bool
    # The one point that sentences must be about.
    focus: Focus | None = None
    # The part is only guessed from the way of asking.
    hinted: bool = False
    ages: tuple[int, ...] = ()
    # What the question is about: a vehicle, a passport; not what one only has or brings.
    things: frozenset[str] = frozenset()
    # The persons that a sentence may be about: a child, the seller of a vehicle.
    persons: frozenset[str] = frozenset()
    # The papers of which one asks whether they are needed, as they are written.
    papers: tuple[str, ...] = ()
    # Words and model agree, or one of them is alone and clear.
    is_part_sure: bool = True
    # The model takes it for a question that no part answers, though a word names one.
    unlikely: bool = False

    @property
    def part(self) -> Part | None:
        """The part that is most likely asked for."""
        return self.parts[0] if self.parts else None

    def of_part(self, part: Part) -> "Asked":
        """Return it as if `part` alone were asked for."""
        focus = self.focus if self.focus and self.focus.part == part else None
        return replace(self, parts=(part,), focus=focus)


def circumstance(row: Mapping[str, Any]) -> Circumstance:
    """Return the circumstance that a row of the book of words describes."""
    ages = row.get("ages")
    return Circumstance(
        row["code"],
        row["name"],
        tuple(tuple(plain_syllables(text)) for text in row["in_conditions"]),
        tuple(tuple(plain_syllables(text)) for text in row["rules_out"]),
        range(ages[0], ages[1] + 1) if ages else range(0),
        row.get("personal", bool(ages)),
        re.compile(row["covered"], re.IGNORECASE) if "covered" in row else None,
        frozenset(row.get("parts", ())),
    )
