"""Which office gets a report: rows of its kind, of which the first that fits decides. Pure.

Decree 61/2026/NĐ-CP, article 18, names several forces for each field; the rows choose one. An
office that is not competent passes the report on (article 20.3b).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from offices.finding.selection import NoOffice, department_for, office_in_force
from offices.geography.places import Point
from offices.listed import Listed
from offices.snapshot import Directory
from reports.checking import places
from reports.kinds.published import Kind, Route
from reports.models import Receiver


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happened: a point, words, or neither."""

    point: Point | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Destination:
    """The office that receives a report, the rule that chose it in words, and its citation."""

    office_id: str
    rule: str
    citation: str


def choose_office(
    kind: Kind, topic: str, where: Where, directory: Directory, today: date
) -> Destination:
    """Return the office for a report of `kind`: of the first rule that fits, else the province's.

    `topic` is the code of an act of the kind, or empty. Raises NoOffice if no office that could
    receive it is in force.
    """
    for route in kind.routes:
        found = (
            _FINDERS[Receiver(route.receiver)](route, where, directory, today)
            if route.topic in (None, topic)
            else None
        )
        if found is not None:
            office = office_in_force(found, directory, today)
            return Destination(office.id, Receiver(route.receiver).label, route.citation)
    if directory.root is None:
        raise NoOffice
    root = office_in_force(directory.root, directory, today)
    return Destination(root.id, Receiver.PROVINCE.label, "")


def _commune(_route: Route, where: Where, directory: Directory, today: date) -> Listed | None:
    """Return the office of the commune at the point or, without one, of the commune named."""
    if where.point is not None:
        return places.commune_at(where.point, directory, today)
    return places.commune_named(where.words, directory, today)


def _department(route: Route, _where: Where, directory: Directory, today: date) -> Listed | None:
    return department_for(route.field, directory, today) if route.field else None


def _province(_route: Route, _where: Where, directory: Directory, _today: date) -> Listed | None:
    return directory.root


def _office(route: Route, _where: Where, directory: Directory, _today: date) -> Listed | None:
    return directory.offices.get(route.office) if route.office else None


_FINDERS: Mapping[Receiver, Callable[[Route, Where, Directory, date], Listed | None]] = {
    Receiver.COMMUNE: _commune,
    Receiver.FIELD: _department,
    Receiver.PROVINCE: _province,
    Receiver.OFFICE: _office,
}
