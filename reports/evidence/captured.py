"""When and where a file was taken by its own account, as it is kept: one encrypted text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from offices.geography.places import Point


@dataclass(frozen=True, slots=True)
class Captured:
    """What the file says of itself; None where it says nothing."""

    at: datetime | None = None
    point: Point | None = None


def pack(captured: Captured) -> str:
    """Return the text to be kept; empty if the file says nothing.

    >>> pack(Captured(point=Point(21.3, 105.4)))
    '{"point":[21.3,105.4]}'
    """
    said: dict[str, Any] = {}
    if captured.at:
        said["at"] = captured.at.isoformat()
    if captured.point:
        said["point"] = list(captured.point)
    return orjson.dumps(said).decode() if said else ""


def unpack(kept: str) -> Captured:
    """Return what `pack` was given.

    >>> unpack('{"point":[21.3,105.4]}').point
    Point(latitude=21.3, longitude=105.4)
    """
    said = orjson.loads(kept) if kept else {}
    at, point = said.get("at"), said.get("point")
    return Captured(datetime.fromisoformat(at) if at else None, Point(*point) if point else None)
