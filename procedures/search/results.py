"""What a search returns: procedures, hints and suggestions."""

from dataclasses import dataclass
from typing import NamedTuple

from procedures.danger.words import Danger

from .inputs import Signpost


@dataclass(frozen=True, slots=True)
class NotPolice:
    """The query is about something that another agency handles."""

    term: str
    agency: str


@dataclass(frozen=True, slots=True)
class EasilyConfused:
    """The query names one of two things that people confuse."""

    a: str
    b: str
    hint: str


@dataclass(frozen=True, slots=True)
class CallNow:
    """The query sounds like an emergency: call first."""

    term: str
    number: str
    advice: str = ""


Hint = NotPolice | EasilyConfused | CallNow


class SearchResult(NamedTuple):
    """The ids of the procedures found, best first, with hints."""

    ids: tuple[str, ...] = ()
    did_you_mean: str | None = None
    hints: tuple[Hint, ...] = ()
    # What else than a procedure the query may need, best first.
    signposts: tuple[Signpost, ...] = ()
    # Somebody is in danger: a number comes first, and procedures only below a long story.
    danger: Danger | None = None
    # Of the first of them; empty if a code was searched for.
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of the typed text; has a `procedure_id` if it leads to exactly one."""

    text: str
    procedure_id: str | None = None
