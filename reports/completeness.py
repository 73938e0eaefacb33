"""What a report still lacks, and what in it cannot be, before it is sent. Pure.

Two thirds of the reports that reach traffic police cannot be used for want of a time, a place or a
plate. So the same rules check a draft while it is written and the report when it is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from foundation.api.problems import FieldError
from offices.places import Point
from reports.kinds.published import Kind
from reports.models import Certainty, Identity


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """What is known of a file: its type, and when and where it was taken if it says so."""

    media_type: str
    captured_at: datetime | None = None
    captured_point: Point | None = None
    own_recording: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its sender has written it so far. `about_office` is the id of an office."""

    kind: str
    topic: str = ""
    words: str = field(default="", repr=False)
    occurred_from: datetime | None = None
    occurred_to: datetime | None = None
    place_words: str = field(default="", repr=False)
    point: Point | None = None
    place_certainty: str = Certainty.EXACT
    plates: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    loss: int | None = None  # đồng
    suspect: str = field(default="", repr=False)
    about_office: str = ""
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    identity: str = Identity.CONFIDENTIAL
    evidence: tuple[EvidenceFact, ...] = ()
    language: str = "vi"


class Likelihood(StrEnum):
    """How likely the police can use a report."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


# What is found is shown like the errors of a body: where, which, and what to do in Vietnamese.
Finding = FieldError


@dataclass(frozen=True, slots=True)
class Findings:
    """What a draft lacks (`missing`), what in it is wrong (`faults`), what would help (`advice`).

    Missing things and faults keep it from being sent, advice never does.
    """

    missing: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()
    likelihood: Likelihood = Likelihood.GOOD


def check(draft: Draft, kind: Kind, now: datetime) -> Findings:
    """Return what the draft lacks for its kind, what is wrong in it, and what would help."""
    raise NotImplementedError


def require_complete(findings: Findings) -> None:
    """Raise Problem `invalid_request` for faults, else `report_incomplete` for what is missing."""
    raise NotImplementedError


def discrepancies(draft: Draft) -> Iterable[str]:
    """Return where the report and its evidence differ, in words for officers; only a flag."""
    raise NotImplementedError
