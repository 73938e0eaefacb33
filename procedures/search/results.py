"""What a search returns: procedures, hints and suggestions."""

from dataclasses import dataclass
from typing import NamedTuple

from procedures.danger.words import Danger

from .inputs import Signpost
from .words import Words


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

# The first procedure is surely meant from this score on, if the second has at most this share.
# That is so for 78 % of 1,238 queries of benchmarks/queries: 98.9 % of them are right, of the
# others 92 %.
SURE, NOT_BESIDE = 1.5, 0.95


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
    # The syllables of the query as they were understood; empty if a code was searched for.
    understood: Words = ()

    @property
    def is_sure(self) -> bool:
        """Whether the first procedure is most likely the one that is meant."""
        if not self.scores:
            return bool(self.ids) and not self.danger
        best, *others = self.scores
        return best >= SURE and max(others, default=0.0) <= NOT_BESIDE * best


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of the typed text; has a `procedure_id` if it leads to exactly one."""

    text: str
    procedure_id: str | None = None
