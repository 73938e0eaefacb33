"""Doors from a search to the kinds of reports; to the lawful way while one is off."""

from collections.abc import Iterable

from procedures.search.doors import REPORT_KIND, Door, Origin
from reports.kinds.snapshot import report_kinds


def _open(door: Door, _text: str) -> Iterable[Door]:
    """Return the door to a kind, «site_report» or with its topic «site_report/lamp»."""
    code, _, topic = door["id"].partition("/")
    kind = report_kinds().by_code.get(code)
    if kind is None:
        return []
    opened: Door = {
        "origin": door["origin"],
        "id": code,
        "title": kind.name,
        "reason": door["reason"] if kind.is_open else kind.lawful_way,
        "is_open": kind.is_open,
    }
    return [{**opened, "topic": topic} if topic in kind.topics else opened]


ORIGIN = Origin(REPORT_KIND, _open, report_kinds, frozenset({"crime"}))
