"""Offices in the order of lists, and the nearest of them without sorting them all. Pure."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from offices.listed import Listed
from offices.models import Office
from offices.places import EARTH_RADIUS_M, Point, distance_m

# How far north and south, in degrees, the nearest are looked for first: 14 km, which is twice as
# far as neighbouring communes lie apart.
BAND = 0.125
_ROUNDING_M = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """An office that was found, by which name and at which distance."""

    office: Listed
    matched_name: str | None = None
    distance_m: int | None = None


class Criteria(NamedTuple):
    """What offices are selected by: a field, a level and a kind; "" is any."""

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
    """Some offices of a directory, in its order. What is asked of them often is kept."""

    def __init__(self, offices: Iterable[Listed]) -> None:
        self.offices = tuple(offices)

    def page(self, first: int, end: int, near: Point | None = None) -> list[Hit]:
        """Return the hits from position `first` to before `end`, of the nearest first if asked."""
        if near is None:
            return [Hit(office) for office in self.offices[first:end]]
        return self.nearest(near, end)[first:]

    def nearest(self, near: Point, count: int) -> list[Hit]:
        """Return the first `count` as `sort_by_distance` orders all, measuring only some of them.

        Nothing north or south of a band of latitudes is nearer than the band's edge. It is widened
        until `count` offices in it are nearer than that.
        """
        half, measured = BAND, self._within(near, BAND)
        while len(measured) < len(self._northward):
            edge = EARTH_RADIUS_M * math.radians(half) - _ROUNDING_M
            if sum(distance < edge for distance, _order, _office in measured) >= count:
                break
            half *= 2
            measured = self._within(near, half)
        found = [Hit(office, distance_m=distance) for distance, _order, office in measured[:count]]
        return found + [Hit(office) for office in self._nowhere[: count - len(found)]]

    def _within(self, near: Point, half: float) -> list[tuple[int, tuple[int, str, str], Listed]]:
        """Return the offices up to `half` degrees north or south, the nearest first."""
        first = bisect_left(self._northward, near.latitude - half, key=_latitude)
        end = bisect_right(self._northward, near.latitude + half, key=_latitude)
        return sorted(
            (distance_m(near, office.point), office.order, office)
            for office in self._northward[first:end]
            if office.point
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
        """The reception points by the area that they serve."""
        found: dict[str, list[Listed]] = defaultdict(list)
        for office in self.by_kind.get(Office.Kind.RECEPTION_POINT, ()):
            found[office.area].append(office)
        return dict(found)


def _latitude(office: Listed) -> float:
    return office.point.latitude if office.point else math.nan


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
