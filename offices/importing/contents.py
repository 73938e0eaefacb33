"""The content of a file's entry or of a row, in one form for comparison."""

from collections.abc import Mapping
from typing import Any

from offices.models import Field, Office, OpeningException, OpeningHours

Content = dict[str, Any]

# Every member of an entry, with its default value.
FIELD_DEFAULTS: Mapping[str, Any] = {
    "code": "",
    "name": "",
    "order": 0,
    "served_by_communes": False,
    "only_some_communes": False,
    "note": "",
}
OFFICE_DEFAULTS: Mapping[str, Any] = {
    "id": "",
    "kind": "",
    "name": "",
    "parent": None,
    "former_names": [],
    "area": "",
    "fields": [],
    "address": "",
    "receives_visitors": True,
    "latitude": None,
    "longitude": None,
    "point_approximate": False,
    "phones": [],
    "oa_id": "",
    "hours": [],
    "exceptions": [],
    "valid_from": None,
    "valid_to": None,
    "successor": None,
    "verified": False,
    "note": "",
    "source": "",
    "as_of": None,
}
HOURS_DEFAULTS: Mapping[str, Any] = {"weekday": None, "opens": "", "closes": ""}
EXCEPTION_DEFAULTS: Mapping[str, Any] = {
    "date": "",
    "closed": True,
    "opens": None,
    "closes": None,
    "note": "",
}
_PLAIN = [
    key
    for key in OFFICE_DEFAULTS
    if key not in ("parent", "successor", "fields", "hours", "exceptions")
]


def without_defaults(content: Content, defaults: Mapping[str, Any]) -> Content:
    """Return `content` without members that have their default value, as in a file."""
    return {key: value for key, value in content.items() if value != defaults[key]}


def field_content(field: Field) -> Content:
    """Return the content of a field."""
    return {key: getattr(field, key) for key in FIELD_DEFAULTS}


def office_content(office: Office) -> Content:
    """Return the content of an office; prefetch `fields`, `hours` and `exceptions`."""
    plain = {key: _plain(getattr(office, key)) for key in _PLAIN}
    linked = {
        "parent": office.parent_id,
        "successor": office.successor_id,
        "fields": sorted(field.pk for field in office.fields.all()),
        "hours": [_hours(row) for row in office.hours.all()],
        "exceptions": [_exception(row) for row in office.exceptions.all()],
    }
    return {key: {**plain, **linked}[key] for key in OFFICE_DEFAULTS}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _hours(row: OpeningHours) -> Content:
    return {"weekday": row.weekday, "opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}


def _exception(row: OpeningException) -> Content:
    opens, closes = (f"{moment:%H:%M}" if moment else None for moment in (row.opens, row.closes))
    return without_defaults(
        {
            "date": row.date.isoformat(),
            "closed": row.closed,
            "opens": opens,
            "closes": closes,
            "note": row.note,
        },
        EXCEPTION_DEFAULTS,
    )
