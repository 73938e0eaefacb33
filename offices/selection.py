"""Selecting offices from the snapshot by field, level, kind, place and distance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from offices.listed import Listed
from offices.models import Office
from offices.places import Point, distance_m
from offices.snapshot import Directory

PROVINCE_WIDE = (Office.Kind.PROVINCE, Office.Kind.DEPARTMENT)


class NoOffice(Exception):
    """No office that could answer is in force."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An office that was found, by which name and at which distance."""

    office: Listed
    matched_name: str | None = None
    distance_m: int | None = None


def select_offices(directory: Directory, values: Mapping[str, Any], today: date) -> list[Hit]:
    """Return the offices in force `today` that `values` ask for.

    The nearest come first if `values` hold a point.
    """
    hits = (
        _by_place(directory, values, today)
        if values.get("place")
        else _wanted(_all(directory, values.get("kind")), values, today)
    )
    return sort_by_distance(hits, values["near"]) if values.get("near") else hits


def _all(directory: Directory, kind: str | None) -> Iterable[Hit]:
    return map(Hit, directory.by_kind[kind] if kind else directory.offices.values())


def _wanted(hits: Iterable[Hit], values: Mapping[str, Any], today: date) -> list[Hit]:
    return [hit for hit in hits if hit.office.holds(today) and _fits(hit.office, values)]


def _fits(office: Listed, values: Mapping[str, Any]) -> bool:
    return (
        (not values.get("field") or values["field"] in office.fields)
        and (not values.get("level") or values["level"] == office.level)
        and (not values.get("kind") or values["kind"] == office.kind)
    )


def _by_place(directory: Directory, values: Mapping[str, Any], today: date) -> list[Hit]:
    """Return the offices of a place; with a field, level or kind, also those in charge of it.

    For a field the closest win: the place's own office and the reception points of its area. The
    province's departments are added if none of those serves the field, or not surely.
    """
    named = named_offices(directory, values["place"], today)
    if not (named and (values.get("field") or values.get("level") or values.get("kind"))):
        return named
    close = _wanted(named + _receiving(directory, named), values, today)
    if values.get("field") and any(_surely(hit.office, values, directory) for hit in close):
        return close
    above = [
        Hit(office, named[0].matched_name)
        for kind in PROVINCE_WIDE
        for office in directory.by_kind[kind]
    ]
    known = {hit.office.id for hit in close}
    return close + [hit for hit in _wanted(above, values, today) if hit.office.id not in known]


def _surely(office: Listed, values: Mapping[str, Any], directory: Directory) -> bool:
    """Return False for a commune that has not said whether it is one of the some that serve."""
    return not office.fields_assumed or values["field"] not in directory.fields_of_some_communes


def named_offices(directory: Directory, place: str, today: date) -> list[Hit]:
    """Return the offices that the name leads to; an ended office is replaced by its successor."""
    hits: dict[str, Hit] = {}
    for match in directory.places.find(place):
        office: Listed | None = directory.offices[match.office_id]
        if office and not office.holds(today):
            office = directory.current_successor(office, today)
        if office and office.holds(today):
            hits.setdefault(office.id, Hit(office, match.name))
    return list(hits.values())


def _receiving(directory: Directory, named: list[Hit]) -> list[Hit]:
    """Return the reception points that serve the areas of the named communes."""
    known = {hit.office.id for hit in named}
    names: dict[str, str | None] = {}
    for hit in named:
        names.setdefault(hit.office.area, hit.matched_name)
    return [
        Hit(office, names[office.area])
        for office in directory.by_kind[Office.Kind.RECEPTION_POINT]
        if office.area in names and office.id not in known
    ]


def open_at(hits: list[Hit], directory: Directory, moment: datetime) -> list[Hit]:
    """Return those of `hits` that surely receive citizens at `moment`."""
    return [hit for hit in hits if hit.office.schedule.is_open(moment, directory.calendar)]


def sort_by_distance(hits: list[Hit], near: Point) -> list[Hit]:
    """Return `hits` with their distances from `near`, the nearest first, unknown ones last."""
    measured = [
        Hit(
            hit.office,
            hit.matched_name,
            distance_m(near, hit.office.point) if hit.office.point else None,
        )
        for hit in hits
    ]
    return sorted(measured, key=lambda hit: (hit.distance_m is None, hit.distance_m or 0))


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
    wanted = {"field": field, "kind": Office.Kind.DEPARTMENT}
    return next((hit.office for hit in select_offices(directory, wanted, today)), None)
