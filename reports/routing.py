"""Which office gets a report: rows of its kind, of which the first that fits decides. Pure."""

from dataclasses import dataclass
from datetime import date

from offices.places import Point
from offices.snapshot import Directory
from reports.kinds.published import Kind


@dataclass(frozen=True, slots=True)
class Destination:
    """The office that receives a report, the rule that chose it in words, and its citation."""

    office_id: str
    rule: str
    citation: str


def choose_office(
    kind: Kind,
    topic: str,
    point: Point | None,
    place_words: str,
    directory: Directory,
    today: date,
) -> Destination:
    """Return the office for a report of `kind`. Raises NoOffice if none is in force."""
    raise NotImplementedError
