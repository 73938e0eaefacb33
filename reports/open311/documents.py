"""The documents of the specification, in JSON and in XML. Pure but for the snapshots of names.

XML is the form that every server has; its JSON leaves out the root and the tags of repeated items
(the specification calls this the Spark convention).
"""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
from django.utils.xmlutils import SimplerXMLGenerator

from offices.calendar import ZONE
from offices.installation import police_name
from offices.snapshot import directory
from reports.kinds.published import Kind
from reports.kinds.snapshot import report_kinds
from reports.open311.listing import KIND, Listed
from reports.workflow import Outcome

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
MEDIA_TYPES = {"json": "application/json", "xml": "text/xml"}
# Which tag repeated items have below a list.
_ITEMS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
Document = Mapping[str, Any] | list[Mapping[str, Any]]


def render(root: str, document: Document, form: str) -> bytes:
    """Return the document as JSON or XML in UTF-8."""
    return orjson.dumps(document) if form == "json" else _to_xml(root, document)


def _to_xml(root: str, document: Document) -> bytes:
    out = io.BytesIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _write(xml, root, document)
    xml.endDocument()
    return out.getvalue()


def _write(xml: SimplerXMLGenerator, tag: str, value: Any) -> None:
    xml.startElement(tag, {})  # type: ignore[arg-type]  # it only asks for the items
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _write(xml, name, inner)
    elif isinstance(value, list):
        for inner in value:
            _write(xml, _ITEMS[tag], inner)
    elif value is not None:
        xml.characters(str(value).lower() if isinstance(value, bool) else str(value))
    xml.endElement(tag)


def sent_at(day: date) -> datetime:
    """Return the moment by which a day is shown: its beginning in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def discovery(address: str, changed: date) -> Mapping[str, Any]:
    """Return where the service is, in which formats; `changed` is when it may have changed."""
    changeset = sent_at(changed).isoformat()
    endpoint = {
        "specification": SPECIFICATION,
        "url": address,
        "changeset": changeset,
        "type": "production",
        "formats": [MEDIA_TYPES["xml"], MEDIA_TYPES["json"]],
    }
    return {
        "changeset": changeset,
        "contact": police_name(),
        "key_service": "Chỉ đọc, không cần khoá.",
        "endpoints": [endpoint],
    }


def _kind() -> Kind | None:
    return report_kinds().by_code.get(KIND)


def service_names() -> Mapping[str, str]:
    """Return the names of the services by code: the kind's topics, and the kind for all else."""
    kind = _kind()
    return {**kind.topics, KIND: kind.name} if kind else {}


def services() -> list[Mapping[str, Any]]:
    """Return the services. Nobody may ask for one here, and who does in the app gets no id."""
    return [
        {
            "service_code": code,
            "service_name": name,
            "description": None,
            "metadata": False,
            "type": "blackbox",
            "keywords": None,
            "group": service_names()[KIND],
        }
        for code, name in service_names().items()
    ]


def service_definition(code: str) -> Mapping[str, Any]:
    """Return what a service asks for: nothing, because it is read-only."""
    return {"service_code": code, "attributes": []}


def service_requests(reports: Iterable[Listed]) -> list[Mapping[str, Any]]:
    """Return the reports, with every field of the specification and the outcome beside."""
    names, offices = service_names(), directory.current().offices
    known = (one for one in reports if one.office in offices)  # new ones follow in seconds
    return [_request(one, names.get(one.service), offices[one.office].card) for one in known]


def _request(one: Listed, name: str | None, office: Mapping[str, Any]) -> Mapping[str, Any]:
    outcome = Outcome(one.outcome) if one.outcome else None
    return {
        "service_request_id": one.id,
        "status": "open" if one.is_open else "closed",
        "status_notes": outcome.label if outcome else None,
        "service_name": name,
        "service_code": one.service,
        "description": None,
        "agency_responsible": office["name"],
        "service_notice": None,
        "requested_datetime": sent_at(one.sent_on).isoformat(),
        "updated_datetime": sent_at(one.changed_on).isoformat(),
        "expected_datetime": sent_at(one.due_on).isoformat() if one.due_on else None,
        "address": ", ".join(part for part in (office["name"], office["area"]) if part),
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
        # Not of the specification: that a report is closed does not say what became of it.
        "extended_attributes": {"outcome": outcome.value if outcome else None},
    }


def errors(code: int, description: str) -> list[Mapping[str, Any]]:
    """Return one error."""
    return [{"code": code, "description": description}]
