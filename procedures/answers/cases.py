"""Which conditions of a procedure hold in the case that a question describes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from procedures.answers.ages import ages_named
from procedures.answers.asked import Asked, Circumstance
from procedures.answers.things import Things
from procedures.answers.words import condition_words, contains

Document = Mapping[str, Any]
# «Phiếu số 2».
_NUMBERED = re.compile(r"\b(?:phieu|phap) so (\d)\b")


@dataclass(frozen=True, slots=True)
class Case:
    """The case of one question: what holds, what does not, and what stays open."""

    asked: Asked
    circumstances: tuple[Circumstance, ...]
    # Of persons of a certain age, of which the question says nothing.
    unsaid: tuple[Circumstance, ...]
    # The codes of circumstances that the name of the procedure has: «cấp lại», «quá hạn».
    in_name: frozenset[str]
    # The words of the question after the name of the procedure, if it begins with that.
    words: tuple[str, ...]
    # The words for persons, in questions and in sentences.
    persons: Things

    def holds(self, condition: str) -> bool | None:
        """Return whether `condition` holds, None if the question is silent about it.

        Of several that are written in one, any is enough.
        """
        each = [self._holds(one) for one in condition.split(";")]
        return True if True in each else None if None in each else False

    def _holds(self, condition: str) -> bool | None:
        words = condition_words(condition)
        if not words:
            return True
        if contains(self.words, words):
            return True
        named = ages_named(condition)
        if named and self.asked.ages:
            return not named.isdisjoint(self.asked.ages)
        ruled_out = any(contains(words, w) for c in self.circumstances for w in c.rules_out)
        if ruled_out:
            return False
        fits = any(contains(words, w) for c in self.circumstances for w in c.in_conditions)
        return True if fits else None

    def is_of_others(self, condition: str) -> bool:
        """Return True if `condition` is ruled out, or of an age that the question does not tell."""
        holds, words = self.holds(condition), condition_words(condition)
        unsaid = any(contains(words, w) for c in self.unsaid for w in c.in_conditions)
        return holds is False or (holds is None and unsaid)

    def is_told_of(self, text: str) -> bool:
        """Return False if `text` is about other persons, or the other of two numbered papers."""
        persons = self.persons.of_name(text)
        if persons and persons.isdisjoint(self.asked.persons):
            return False
        asked = set(_NUMBERED.findall(" ".join(self.asked.words)))
        said = set(_NUMBERED.findall(" ".join(condition_words(text))))
        return not (asked and said) or not asked.isdisjoint(said)

    def of_person(self) -> "Case":
        """Return the case without what it tells of the thing."""
        return replace(self, circumstances=tuple(c for c in self.circumstances if c.personal))

    def channel_of(self, document: Document) -> Document:
        """Return the channel that is asked for, or else the first."""
        channels = cast(Sequence[Document], document["channels"])
        return next((c for c in channels if c["kind"] == self.asked.channel), channels[0])


def choose(case: Case, options: Iterable[str]) -> list[str]:
    """Return the options that may be meant: those that hold, or else those not ruled out."""
    named = list(options)
    literal = [o for o in named if contains(case.words, condition_words(o))]
    if literal:
        return [max(literal, key=len)]
    aged = [o for o in named if not ages_named(o).isdisjoint(case.asked.ages)]
    if aged:
        return aged
    held = [option for option in named if case.holds(option)]
    return held or [option for option in named if case.holds(option) is None]


def case_name(case: Case, conditions: Iterable[str]) -> str:
    """Return the conditions that the question chose, joined."""
    return "; ".join(dict.fromkeys(c for c in conditions if c and case.holds(c)))
