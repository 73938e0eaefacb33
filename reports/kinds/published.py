"""Kinds as every web process holds them in memory. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.models import ClockRule


@dataclass(frozen=True, slots=True)
class Asked:
    """A particular that a kind asks for: its code, how much it is needed, the question."""

    particular: str
    need: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Route:
    """A row of routing; `topic` is the code of the act that it is for, None for every act."""

    receiver: str
    citation: str
    topic: str | None = None
    field: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report, with everything that checking and routing need."""

    code: str
    name: str
    is_open: bool
    is_crime: bool
    anonymity: str
    lawful_way: str
    anonymity_warning: str = ""
    # What to tell a sender who lost money while crimes are not received here; empty if they are.
    crime_way: str = ""
    asked: tuple[Asked, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)  # code → name
    routes: tuple[Route, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    # What citizens see of it, as GET report-kinds/ answers.
    document: Mapping[str, Any] = field(default_factory=dict)

    def prompt(self, particular: str) -> str | None:
        """Return the question for a particular, None if the kind does not ask for it."""
        return next((one.prompt for one in self.asked if one.particular == particular), None)
