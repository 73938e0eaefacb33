"""Offices in the order of lists, and the nearest of them without sorting them all. Pure."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from offices.geography.places import EARTH_RADIUS_M, Point, distance_m
from offices.listed import Listed
from offices.models import Office

# The first radius, in degrees, of the search for the nearest: 14 km, twice the distance of
# neighbouring communes.
AROUND = 0.125
_ROUNDING_M = 2
POLE, DATE_LINE = 90, 180  # degrees


@dataclass(frozen=True, slots=True)
class Hit:
    """An office that was found, the matched name and the distance."""

    office: Listed
    matched_name: str | None = None
    distance_m: int | None = None


class Criteria(NamedTuple):
    """Criteria of a selection: a field, a level and a kind; "" is any."""

    field: str = ""
    level: str = ""
    kind: str = ""

    def fits(self, office: Listed) -> bool:
        """Return True if the office meets them."""
        return (
            (not self.field or self.field in office.fields)
            and (not self.level or self.level == office.level)
            and (not self.kind or self.kind == office.kind)
        )


ANY = Criteria()


class Selected:
    """Some offices of a directory, in its order, with lookups that are kept."""

    def __init__(self, offices: Iterable[Listed]) -> None:
        self.offices = tuple(offices)

    def page(self, first: int, end: int, near: Point | None = None) -> list[Hit]:
        """Return the hits from position `first` to before `end`; with `near`, the nearest first."""
        if near is None:
            return [Hit(office) for office in self.offices[first:end]]
        return self.nearest(near, end)[first:]

    def nearest(self, near: Point, count: int) -> list[Hit]:
        """Return the first `count` in the order of `sort_by_distance`, measuring only some offices.

        The search box around a circle grows until `count` offices in it are nearer than anything
        outside the circle can be.
        """
        radius, measured = AROUND, self._around(near, AROUND)
        while len(measured) < len(self._northward):
            edge = EARTH_RADIUS_M * math.radians(radius) - _ROUNDING_M
            if sum(distance < edge for distance, _order, _office in measured) >= count:
                break
            radius *= 2
            measured = self._around(near, radius)
        found = [Hit(office, distance_m=distance) for distance, _order, office in measured[:count]]
        return found + [Hit(office) for office in self._nowhere[: count - len(found)]]

    def _around(self, near: Point, radius: float) -> list[tuple[int, tuple[int, str, str], Listed]]:
        """Return at least the offices up to `radius` degrees away, the nearest first."""
        first = bisect_left(self._northward, near.latitude - radius, key=_latitude)
        end = bisect_right(self._northward, near.latitude + radius, key=_latitude)
        west, east = _longitudes(near, radius)
        return sorted(
            (distance_m(near, point), office.order, office)
            for office in self._northward[first:end]
            if (point := office.point) and west <= point.longitude <= east
        )

    @cached_property
    def _northward(self) -> list[Listed]:
        return sorted((office for office in self.offices if office.point), key=_latitude)

    @cached_property
    def _nowhere(self) -> list[Listed]:
        return [office for office in self.offices if not office.point]

    @cached_property
    def by_kind(self) -> Mapping[str, list[Listed]]:
        """The offices by their kind."""
        found: dict[str, list[Listed]] = defaultdict(list)
        for office in self.offices:
            found[office.kind].append(office)
        return dict(found)

    @cached_property
    def points_by_area(self) -> Mapping[str, list[Listed]]:
        """The reception points by their area."""
        found: dict[str, list[Listed]] = defaultdict(list)
        for office in self.by_kind.get(Office.Kind.RECEPTION_POINT, ()):
            found[office.area].append(office)
        return dict(found)


def _latitude(office: Listed) -> float:
    return office.point.latitude if office.point else math.nan


def _longitudes(near: Point, radius: float) -> tuple[float, float]:
    """Return how far west and east a circle reaches; all round if a pole or 180° is within.

    >>> [round(edge, 3) for edge in _longitudes(Point(60, 10), 1)]
    [8.0, 12.0]
    """
    if abs(near.latitude) + radius < POLE:
        ratio = math.sin(math.radians(radius)) / math.cos(math.radians(near.latitude))
        width = math.degrees(math.asin(ratio))
        if abs(near.longitude) + width < DATE_LINE:
            return near.longitude - width, near.longitude + width
    return -DATE_LINE, DATE_LINE


def sort_by_distance(hits: Iterable[Hit], near: Point) -> list[Hit]:
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
