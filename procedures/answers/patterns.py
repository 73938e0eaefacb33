"""Ways of asking that are no fixed words: patterns over the question without marks.

They are tried where words alone mislead: «trước mấy giờ» asks for no opening hours, and «có phải …
không» names no part at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procedures.answers.parts import Part
from procedures.search.words import Syllables, plain_syllables

# What lies between the words of these hints is about the procedure.
_BESIDE_THE_NAME = {"papers", "conditions", "who", "online"}
# Of these parts the papers speak, with the conditions for which they are needed.
_WITH_PAPERS = {"papers", "form", "who"}


@dataclass(frozen=True, slots=True)
class Focus:
    """A part, or one point of it: how it is asked for, and what a sentence about it has.

    If no sentence of the procedure has it, one is asked whether the part in general helps. Without
    `said` it is the whole part.
    """

    code: str
    part: str
    asked: re.Pattern[str]
    said: re.Pattern[str] | None
    # The words between belong to the procedure: «nộp hộ chiếu thay mẹ được không».
    tells_subject: bool
    # The papers of a case say it, too.
    with_papers: bool = False
    # The parts to offer if no sentence is about it; none: the part itself.
    instead: tuple[Part, ...] = ()

    def places(self, text: str) -> range:
        """Return the places of the words in `text` that ask for this and name no procedure."""
        return range(0) if self.tells_subject else self.span(text)

    def span(self, text: str) -> range:
        """Return the places of the words in `text` that ask for this."""
        found = self.asked.search(text)
        if not found:
            return range(0)
        first = text.count(" ", 0, found.start())
        return range(first, first + found[0].count(" ") + 1)


class Patterns:
    """The shipped patterns."""

    def __init__(self, shipped: Mapping[str, Any]) -> None:
        self._focuses = [_focus(row) for row in shipped["focuses"]]
        self._hints = [_hint(part, pattern) for part, pattern in shipped["hints"]]
        self._refused = _any_of(shipped["refused"])
        self._apart = [
            (_words(row["names"]), _words(row["said"])) for row in shipped["only_if_said"]
        ]
        # What has to be said, by name of a procedure; filled when first asked for.
        self._said_by_name: dict[str, list[list[str]]] = {}

    def focus(self, text: str) -> Focus | None:
        """Return the point that `text` asks for, if it is one of few."""
        return next((one for one in self._focuses if one.asked.search(text)), None)

    def hint(self, text: str) -> Focus | None:
        """Return the way that `text` asks for a part, though it has no word of one."""
        return next((one for one in self._hints if one.asked.search(text)), None)

    def refuses(self, text: str) -> bool:
        """Return True for what nobody may ask here: who somebody is, how to deceive."""
        return bool(self._refused.search(text))

    def is_unsaid(self, name: str, asked: Syllables) -> bool:
        """Return True if a procedure is for a special matter that the question does not mention."""
        if name not in self._said_by_name:
            text = _padded(plain_syllables(name))
            self._said_by_name[name] = [
                said for names, said in self._apart if any(words in text for words in names)
            ]
        matters = self._said_by_name[name]
        if not matters:
            return False
        text = _padded(asked)
        return any(not any(words in text for words in said) for said in matters)


def _focus(row: Mapping[str, Any]) -> Focus:
    said = _any_of(row["said"]) if row["said"] else None
    return Focus(
        row["code"],
        row["part"],
        _any_of(row["asked"]),
        said,
        row["tells_subject"],
        row.get("with_papers", row["part"] in _WITH_PAPERS),
        tuple(map(Part, row.get("instead", ()))),
    )


def _hint(part: str, pattern: str) -> Focus:
    return Focus("hint", part, re.compile(pattern), None, part in _BESIDE_THE_NAME)


def _padded(words: Syllables) -> str:
    return f" {' '.join(words)} "


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _words(texts: Iterable[str]) -> list[str]:
    return [_padded(plain_syllables(text)) for text in texts]
