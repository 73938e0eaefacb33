"""Find offices in the snapshot by field, level, kind, place, distance and opening hours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from offices.finding.selected import ANY, Criteria, Hit, Selected, sort_by_distance
from offices.listed import Listed
from offices.models import Office
from offices.snapshot import Directory
from offices.working_time.calendar import ZONE

PROVINCE_WIDE = (Office.Kind.PROVINCE, Office.Kind.DEPARTMENT)


class NoOffice(Exception):
    """No office that could answer is in force."""


@dataclass(frozen=True, slots=True)
class Found:
    """The number of offices found; `page` returns those from a position to before another."""

    count: int
    page: Callable[[int, int], list[Hit]]


def find_offices(directory: Directory, values: Mapping[str, Any], moment: datetime) -> Found:
    """Return the offices in force at `moment` that match `values`.

    With a point in `values` the nearest come first. Of many offices only those of a page become
    hits.
    """
    criteria = Criteria(*(values[name] or "" for name in ("field", "level", "kind")))
    near = values["near"]
    open_at = moment if values["open_now"] else None
    today = moment.astimezone(ZONE).date()
    if not values["place"]:
        selected = directory.select(today, criteria, open_at)
        return Found(len(selected.offices), lambda first, end: selected.page(first, end, near))
    hits = offices_of_place(directory, values["place"], today, criteria)
    if open_at:
        hits = [hit for hit in hits if hit.office.schedule.is_open(moment, directory.calendar)]
    ordered = sort_by_distance(hits, near) if near else hits
    return Found(len(ordered), lambda first, end: ordered[first:end])


def offices_of_place(
    directory: Directory, place: str, today: date, criteria: Criteria = ANY
) -> list[Hit]:
    """Return the offices of a place; with a field, level or kind, also those in charge of it.

    For a field the closest win: the place's own office and the reception points of its area. The
    province's departments are added if none of those serves the field for sure.
    """
    named = named_offices(directory, place, today)
    if not named or criteria == ANY:
        return named
    fitting = directory.select(today, criteria)
    close = [hit for hit in named if criteria.fits(hit.office)] + _receiving(fitting, named)
    if criteria.field and any(_surely(hit.office, criteria.field, directory) for hit in close):
        return close
    known = {hit.office.id for hit in close}
    return close + [
        Hit(office, named[0].matched_name)
        for kind in PROVINCE_WIDE
        for office in fitting.by_kind.get(kind, ())
        if office.id not in known
    ]


def _surely(office: Listed, field: str, directory: Directory) -> bool:
    """Return False for a commune without reported fields, if only some communes serve the field."""
    return not office.fields_assumed or field not in directory.fields_of_some_communes


def named_offices(directory: Directory, place: str, today: date) -> list[Hit]:
    """Return the offices of this name; an ended office is replaced by its successor."""
    hits: dict[str, Hit] = {}
    for match in directory.places.find(place):
        office: Listed | None = directory.offices[match.office_id]
        if office and not office.holds(today):
            office = directory.current_successor(office, today)
        if office and office.holds(today):
            hits.setdefault(office.id, Hit(office, match.name))
    return list(hits.values())


def _receiving(fitting: Selected, named: list[Hit]) -> list[Hit]:
    """Return the reception points among `fitting` for the areas of the named offices."""
    known = {hit.office.id for hit in named}
    names: dict[str, str | None] = {}
    for hit in named:
        names.setdefault(hit.office.area, hit.matched_name)
    points = (point for area in names for point in fitting.points_by_area.get(area, ()))
    return [
        Hit(point, names[point.area])
        for point in sorted(points, key=lambda point: point.order)
        if point.id not in known
    ]


def office_in_force(office: Listed, directory: Directory, today: date) -> Listed:
    """Return the office if it is in force, else its successor, else the nearest office above it.

    Raises NoOffice.
    """
    for candidate in (
        office,
        directory.current_successor(office, today),
        *reversed(directory.ancestors(office)),
    ):
        if candidate is not None and candidate.holds(today):
            return candidate
    raise NoOffice


def department_for(field: str, directory: Directory, today: date) -> Listed | None:
    """Return the province's department in charge of a field, None if none is in force."""
    in_charge = directory.select(today, Criteria(field, kind=Office.Kind.DEPARTMENT))
    return next(iter(in_charge.offices), None)
