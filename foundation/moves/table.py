"""A workflow as one table: who makes a move, from which states, and where it ends. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db.models import TextChoices

M = TypeVar("M", bound=TextChoices)  # what can happen
P = TypeVar("P", bound=Enum)  # who makes it happen
S = TypeVar("S", bound=TextChoices)  # the state of a row
T = TypeVar("T")  # what a rule may ask of a row: a small frozen value, never the row itself


class Back(Enum):
    """The end of a move that leads back to the state that the row had before."""

    BEFORE = "before"


def _always(_traits: Any, _state: Any) -> bool:
    return True


def _anybody(_move: Any) -> bool:
    return True


@dataclass(frozen=True)
class Rule(Generic[P, S, T]):
    """Who may make a move, which state follows which, and under what condition.

    `when` gets the traits of the row and the state from which it moves.
    """

    party: P
    ends: Mapping[S, S | Back]
    when: Callable[[T, S], bool] = _always


def leads(end: S | Back, *states: S) -> dict[S, S | Back]:
    """Return the ends of a move that leads from each of `states` to the same one."""
    return dict.fromkeys(states, end)


def stays(*states: S) -> dict[S, S | Back]:
    """Return the ends of a move that leaves a row in each of `states`."""
    return {state: state for state in states}


@dataclass(frozen=True)
class Table(Generic[M, P, S, T]):
    """All moves of a workflow. What is not in it cannot happen."""

    states: type[S]
    rules: Mapping[M, Rule[P, S, T]]

    def allows(self, move: M, state: str, traits: T) -> bool:
        """Return True if a row may make `move` from `state`, by whomever."""
        rule = self.rules.get(move)
        if rule is None or state not in rule.ends:
            return False
        return rule.when(traits, self.states(state))

    def end_of(self, move: M, state: str, before: str = "") -> S:
        """Return the state after an allowed move; `before` is where a move back leads."""
        end = self.rules[move].ends[self.states(state)]
        return self.states(before) if isinstance(end, Back) else end

    def lawful(self, state: str, traits: T, may: Callable[[M], bool] = _anybody) -> set[M]:
        """Return the moves that a row may make now, of those that somebody `may` make."""
        return {move for move in self.rules if self.allows(move, state, traits) and may(move)}
