"""Answers about offices: the rendered part from the snapshot, and the part that depends on time."""

from datetime import date, datetime
from typing import Any

from foundation.api.moments import in_utc
from offices.api.serializers import ASSUMED, STATES
from offices.finding.selected import Hit
from offices.geography.places import Point, distance_m
from offices.listed import Listed
from offices.snapshot import Directory
from offices.working_time.calendar import ZONE


def card_document(hit: Hit, directory: Directory, moment: datetime) -> dict[str, Any]:
    """Return an office as an entry of a list."""
    return {
        **hit.office.card,
        **_openness(hit.office, directory, moment),
        "matched_name": hit.matched_name,
        "distance_m": hit.distance_m,
    }


def detail_document(
    office: Listed, directory: Directory, moment: datetime, near: Point | None = None
) -> dict[str, Any]:
    """Return the whole office, with its distance from `near`."""
    today = moment.astimezone(ZONE).date()
    state = _state(office, today)
    successor = directory.current_successor(office, today)
    return {
        **office.document,
        "fields_served": [
            {"code": code, "name": directory.field_names[code]} for code in office.fields
        ],
        "fields_note": ASSUMED if office.fields_assumed else None,
        "state": state,
        "state_name": STATES[state],
        "parents": [parent.reference for parent in directory.ancestors(office)],
        "children": [
            child.reference for child in directory.children.get(office.id, ()) if child.holds(today)
        ],
        "exceptions": [document for day, document in office.exceptions if day >= today],
        "successor": successor.reference if successor else None,
        "officers": [officer.document for officer in office.officers if officer.holds(today)],
        **_openness(office, directory, moment),
        "distance_m": distance_m(near, office.point) if near and office.point else None,
    }


def _state(office: Listed, today: date) -> str:
    if office.holds(today):
        return "active"
    return "ended" if office.valid_to and office.valid_to < today else "not_started"


def _openness(office: Listed, directory: Directory, moment: datetime) -> dict[str, Any]:
    if not office.holds(moment.astimezone(ZONE).date()):
        return {"open_now": False, "opens_next": None}
    opens_next = office.schedule.opens_next(moment, directory.calendar)
    return {
        "open_now": office.schedule.is_open(moment, directory.calendar),
        "opens_next": in_utc(opens_next) if opens_next else None,
    }
