"""What is known of a file of evidence: type, and when and where it was taken if it says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from offices.geography.places import Point
from reports.models.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Captured:
    """Time and place from a file's own data; None if missing."""

    at: datetime | None = None
    point: Point | None = None


def pack(captured: Captured) -> str:
    """Return the text to store; empty if there is neither time nor place.

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


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """What the check of a draft asks of a file."""

    media_type: str
    captured_at: datetime | None = None
    captured_point: Point | None = None
    own_recording: bool = False


def fact_of(evidence: Evidence) -> EvidenceFact:
    """Return what the check asks of an uploaded file."""
    own = unpack(evidence.captured)
    return EvidenceFact(evidence.media_type, own.at, own.point, evidence.own_recording)
