"""What all rows of a run share, and what a decision about one row says."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from dossiers.effects import Author
from dossiers.importing.references import References
from dossiers.importing.rows import Wrong
from dossiers.models import Dossier, DossierEvent
from offices.calendar import WorkingCalendar


class Result(StrEnum):
    """What became of a row."""

    CREATED = "created"
    MOVED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Run:
    """What all rows of a run share.

    `by.offices` are those whose dossiers it may touch; None is all.
    """

    by: Author
    references: References
    calendar: WorkingCalendar
    now: datetime
    as_of: datetime
    default_office: str = ""


@dataclass
class Decision:
    """What a row does: the dossier as it would be, the events that say so, or what is wrong."""

    result: Result
    dossier: Dossier | None = None
    events: list[DossierEvent] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)


class Place(NamedTuple):
    """The procedure and the office that a row names, by our ids."""

    procedure: str
    office: str
