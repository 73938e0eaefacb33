"""Points of the offices in a file: refuse those outside the province, default to centres."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError

from foundation.api.problems import pointer
from offices.geography.borders import refuse_outside
from offices.geography.places import Point
from offices.geography.provinces import (
    Commune,
    Province,
    commune_ids,
    province_of_office,
)
from offices.importing.contents import Content
from offices.importing.document import Fault
from offices.models import Office


def province_of(full: list[Content], outside: Mapping[str, Office]) -> Province | None:
    """Return the province whose police is in the file or in the database."""
    roots = [content["id"] for content in full if content["kind"] == Office.Kind.PROVINCE]
    roots += [pk for pk, office in outside.items() if office.kind == Office.Kind.PROVINCE]
    return province_of_office(roots[0]) if roots else None


def with_centres(full: list[Content], province: Province | None) -> list[Content]:
    """Return `full`; communes without a point get the centre of their area, marked approximate."""
    known = commune_ids(province) if province else {}
    return [
        {**content, **_centre(known[content["id"]])}
        if content["latitude"] is None and content["longitude"] is None and content["id"] in known
        else content
        for content in full
    ]


def _centre(commune: Commune) -> Content:
    latitude, longitude = commune.centre
    return {"latitude": latitude, "longitude": longitude, "point_approximate": True}


def point_faults(content: Content, i: int, province: Province | None) -> Iterator[Fault]:
    """Yield the fault of a point that is not in `province`."""
    if province is None or None in (content["latitude"], content["longitude"]):
        return
    try:
        refuse_outside(Point(content["latitude"], content["longitude"]), province)
    except ValidationError as error:
        yield Fault(pointer("offices", i, "latitude"), error.messages[0])
