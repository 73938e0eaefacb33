"""Where something happened, and which office gets the report of it.

Decree 61/2026/NĐ-CP, article 18, names several forces for each field; the rows of a kind choose
one, and the first that fits decides. An office that is not competent passes the report on (article
20.3b).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError

from foundation.api.problems import FieldError, Problem, pointer
from offices.finding.selected import Criteria
from offices.finding.selection import (
    NoOffice,
    department_for,
    office_in_force,
    offices_of_place,
)
from offices.geography.borders import refuse_outside
from offices.geography.places import Point, distance_m
from offices.geography.provinces import (
    commune_ids,
    communes,
    nearest_commune,
    province_of_office,
)
from offices.listed import Listed
from offices.models import Office
from offices.snapshot import Directory, directory
from offices.validators import LATITUDE_BOUNDS, LONGITUDE_BOUNDS
from offices.working_time.calendar import ZONE
from reports.kinds.snapshot import Kind, Route
from reports.models import Receiver

# On land the centres of neighbouring communes lie up to 22 km apart.
FARTHEST_M = 30_000
# The archipelagos Hoàng Sa and Trường Sa are one commune each, their islands far from its centre.
ARCHIPELAGOS = frozenset({"20333", "22736"})
FARTHEST_ISLAND_M = 300_000


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happened: a point, words, or neither."""

    point: Point | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Destination:
    """The office that receives a report, the rule that chose it in words, and its citation."""

    office_id: str
    rule: str
    citation: str


def receivers(
    kind: Kind, topic: str, where: Where, about: str, now: datetime
) -> dict[str, str | None]:
    """Return which office receives a report, and which one it is about, as columns of it."""
    if about and about not in directory.current().offices:
        error = FieldError(pointer("body", "about_office"), "unknown", "Không có đơn vị này.")
        raise Problem("invalid_request", errors=[error])
    try:
        found = office_for(kind, topic, where, now)
    except NoOffice:  # nobody could read it
        raise Problem("kind_closed", kind.lawful_way) from None
    return {"office_id": found.office_id, "about_office_id": about or None}


def office_for(kind: Kind, topic: str, where: Where, now: datetime) -> Destination:
    """Return the office that receives a report now. Raises NoOffice."""
    return choose_office(kind, topic, where, directory.current(), now.astimezone(ZONE).date())


def choose_office(
    kind: Kind, topic: str, where: Where, held: Directory, today: date
) -> Destination:
    """Return the office for a report of `kind`: of the first rule that fits, else the province's.

    `topic` is the code of an act of the kind, or empty. Raises NoOffice if no office that could
    receive it is in force.
    """
    for route in kind.routes:
        found = (
            _FINDERS[Receiver(route.receiver)](route, where, held, today)
            if route.topic in (None, topic)
            else None
        )
        if found is not None:
            office = office_in_force(found, held, today)
            return Destination(office.id, Receiver(route.receiver).label, route.citation)
    if held.root is None:
        raise NoOffice
    root = office_in_force(held.root, held, today)
    return Destination(root.id, Receiver.PROVINCE.label, "")


def _commune(_route: Route, where: Where, held: Directory, today: date) -> Listed | None:
    """Return the office of the commune at the point or, without one, of the commune named."""
    if where.point is not None:
        return commune_at(where.point, held, today)
    return commune_named(where.words, held, today)


def _department(route: Route, _where: Where, held: Directory, today: date) -> Listed | None:
    return department_for(route.field, held, today) if route.field else None


def _province(_route: Route, _where: Where, held: Directory, _today: date) -> Listed | None:
    return held.root


def _office(route: Route, _where: Where, held: Directory, _today: date) -> Listed | None:
    return held.offices.get(route.office) if route.office else None


_FINDERS: Mapping[Receiver, Callable[[Route, Where, Directory, date], Listed | None]] = {
    Receiver.COMMUNE: _commune,
    Receiver.FIELD: _department,
    Receiver.PROVINCE: _province,
    Receiver.OFFICE: _office,
}


def point_fault(point: Point) -> tuple[str, str] | None:
    """Return code and words of what is wrong with a point, None if something may happen there."""
    if point == (0, 0):
        return "no_position", "Máy chưa lấy được vị trí. Chọn vị trí trên bản đồ hoặc ghi bằng lời."
    if not _is_within(point):
        return "outside_vietnam", (
            "Vị trí này ở ngoài Việt Nam. Chọn lại vị trí, hoặc bỏ vị trí và ghi nơi xảy ra bằng "
            "lời."
        )
    nearest = nearest_commune(point, communes())
    allowed = FARTHEST_ISLAND_M if nearest.code in ARCHIPELAGOS else FARTHEST_M
    if distance_m(point, nearest.centre) > allowed:
        return "at_sea", (
            "Vị trí này ở ngoài biển hoặc ngoài biên giới. Chọn lại vị trí; nếu đúng xảy ra ở đó, "
            "bỏ vị trí và ghi nơi xảy ra bằng lời."
        )
    return None


def _is_within(point: Point) -> bool:
    south, north = LATITUDE_BOUNDS
    west, east = LONGITUDE_BOUNDS
    return south <= point.latitude <= north and west <= point.longitude <= east


def is_of_another_province(point: Point, held: Directory) -> bool:
    """Return True if the point lies in another province, as far as centres of communes tell."""
    root = held.root
    province = province_of_office(root.id) if root else None
    if province is None:
        return False
    try:
        refuse_outside(point, province)
    except ValidationError:
        return True
    return False


def commune_at(point: Point, held: Directory, today: date) -> Listed | None:
    """Return the commune's office nearest to a point, None outside the province.

    The centre of the commune counts; where it is not known, the office itself.
    """
    root = held.root
    if root is None or is_of_another_province(point, held):
        return None
    province = province_of_office(root.id)
    if province is not None:
        ids = {commune: key for key, commune in commune_ids(province).items()}
        office = held.offices.get(ids[nearest_commune(point, list(ids))])
        if office is not None:
            return office
    working = held.select(today, Criteria(kind=Office.Kind.COMMUNE))
    nearest = working.nearest(point, 1)
    return next((hit.office for hit in nearest if hit.distance_m is not None), None)


def commune_named(words: str, held: Directory, today: date) -> Listed | None:
    """Return the only commune's office that `words` name, None if they name none or several."""
    if not words.strip():
        return None
    named = [hit.office for hit in offices_of_place(held, words, today)]
    found = [office for office in named if office.kind == Office.Kind.COMMUNE]
    return found[0] if len(found) == 1 else None
