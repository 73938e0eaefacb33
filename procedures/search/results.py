"""What a search gives back."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class NotPolice:
    """The query is about something that another agency does."""

    term: str
    agency: str


@dataclass(frozen=True, slots=True)
class EasilyConfused:
    """The query names one of two things that people mix up."""

    a: str
    b: str
    hint: str


@dataclass(frozen=True, slots=True)
class CallNow:
    """The query sounds like an emergency: telephone first."""

    term: str
    number: str
    advice: str = ""


Hint = NotPolice | EasilyConfused | CallNow


class SearchResult(NamedTuple):
    """The procedures found, best first, and what to say beside them."""

    ids: tuple[str, ...] = ()
    did_you_mean: str | None = None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed.

    `procedure_id` when it leads to exactly one procedure.
    """

    text: str
    procedure_id: str | None = None
