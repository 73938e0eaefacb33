"""What all rows of a run share, and what a decision about one row says."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from dossiers.actions.effects import Author
from dossiers.importing.references import References
from dossiers.importing.rows import Wrong
from dossiers.models import Dossier, DossierEvent
from offices.working_time.calendar import WorkingCalendar


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

    `by.offices` are the offices whose dossiers it may touch; None means all.
    """

    by: Author
    references: References
    calendar: WorkingCalendar
    now: datetime
    as_of: datetime
    default_office: str = ""


@dataclass
class Decision:
    """The dossier as it would be and its events, or what is wrong with the row.

    Beside events, `differences` are what an officer is asked. `is_noted`: no event, but the row of
    the dossier remembers what the source says.
    """

    result: Result
    dossier: Dossier | None = None
    events: list[DossierEvent] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)
    is_noted: bool = False


class Place(NamedTuple):
    """The procedure and the office of a row, by our ids."""

    procedure: str
    office: str
