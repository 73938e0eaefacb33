"""Points and names of places drawn on plain ground, as SVG. Pure.

At the scale of a province a plane is good enough: a degree of longitude is cos(latitude) times as
long as one of latitude, 111.2 km.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from offices.geography.places import Point

WIDTH, HEIGHT = 960, 640  # of the picture, in its own units
MARGIN = 40
SMALLEST = 0.04  # degrees that a map shows at least: 4.4 km, or one point would fill it
MOST_LABELS = 80  # more would cover each other


@dataclass(frozen=True)
class Mark:
    """A report on the map: where, what it is called, where it leads; `tone` is a class of CSS."""

    point: Point
    title: str
    address: str
    tone: str


@dataclass(frozen=True)
class Label:
    """The name of a place."""

    point: Point
    name: str


@dataclass(frozen=True)
class Placed:
    """Something on the picture, from its upper left corner."""

    x: float
    y: float
    what: Mark | Label


@dataclass(frozen=True)
class Drawing:
    """What the template draws."""

    marks: Sequence[Placed]
    labels: Sequence[Placed]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class _Ground:
    """The part of the Earth that is shown, and the picture's units in a degree of latitude."""

    centre: Point
    scale: float

    def place(self, what: Mark | Label) -> Placed:
        """Return where something stands on the picture."""
        east = (what.point.longitude - self.centre.longitude) * _narrowing(self.centre)
        north = what.point.latitude - self.centre.latitude
        x, y = WIDTH / 2 + east * self.scale, HEIGHT / 2 - north * self.scale
        return Placed(round(x, 1), round(y, 1), what)


def _narrowing(point: Point) -> float:
    return cos(radians(point.latitude))


def draw(marks: Sequence[Mark], labels: Iterable[Label]) -> Drawing:
    """Return the picture of all marks, and of the places between them.

    >>> drawn = draw([Mark(Point(21, 105), "A", "/a", "open")], [Label(Point(21.01, 105), "Xã B")])
    >>> [(one.x, one.y) for one in drawn.marks], [one.x for one in drawn.labels]
    ([(480.0, 320.0)], [480.0])
    """
    if not marks:
        return Drawing((), ())
    ground = _ground_of([mark.point for mark in marks])
    near = [placed for placed in map(ground.place, labels) if _inside(placed)]
    return Drawing([ground.place(mark) for mark in marks], near[:MOST_LABELS])


def _ground_of(points: Sequence[Point]) -> _Ground:
    """Return the ground with every point at least MARGIN from the picture's edge."""
    latitudes = [point.latitude for point in points]
    longitudes = [point.longitude for point in points]
    south, north, west, east = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
    centre = Point((south + north) / 2, (west + east) / 2)
    high = max(north - south, SMALLEST)
    wide = max((east - west) * _narrowing(centre), SMALLEST)
    scale = min((HEIGHT - 2 * MARGIN) / high, (WIDTH - 2 * MARGIN) / wide)
    return _Ground(centre, scale)


def _inside(placed: Placed) -> bool:
    return 0 <= placed.x <= WIDTH and 0 <= placed.y <= HEIGHT
