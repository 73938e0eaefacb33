"""Where to go: which offices receive a procedure from a citizen, and how sure that is. Pure.

If only some communes serve a field, a commune that did not report its fields is «not known»; then
the department in charge is shown too.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from offices.finding.selected import Criteria, Hit, sort_by_distance
from offices.finding.selection import named_offices
from offices.geography.places import Point
from offices.models import Level, Office
from offices.snapshot import Directory

NEAREST_COMMUNES = 3  # shown to citizens who send a point but no commune


class Receives(TextChoices):
    """Whether an office receives a procedure."""

    YES = "yes", "Có tiếp nhận"
    NO = "no", "Không tiếp nhận"
    NOT_KNOWN = "not_known", "Chưa rõ"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The procedure to file: its field and levels, and whether in person."""

    field: str
    levels: frozenset[str]
    in_person: bool


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a citizen comes from: the name of a place, a point, or neither."""

    today: date
    place: str = ""
    near: Point | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """An office, whether it receives, and why, in Vietnamese."""

    hit: Hit
    receives: Receives
    reason: str


_ORDER = [Receives.YES, Receives.NOT_KNOWN, Receives.NO]

ASKS_FIRST = "Chỉ một số công an xã tiếp nhận; ông/bà hỏi trước, hoặc nộp ở phòng phụ trách."
BY_LEVEL = "Theo cấp tiếp nhận của thủ tục; đơn vị chưa tự xác nhận."
NOT_HERE = "Thủ tục này không nộp ở công an cấp xã."
NOT_ABOVE = "Thủ tục này nộp ở công an cấp xã."
OTHER_FIELDS = "Đơn vị không tiếp nhận lĩnh vực này."
NO_VISITORS = "Trụ sở không tiếp dân."
NOT_DECLARED = "Chưa rõ công an xã, phường này có tiếp nhận không; ông/bà hỏi trước."


def receiving_offices(directory: Directory, wanted: Wanted, whence: Whence) -> list[Reception]:
    """Return the offices to show to a citizen, those that receive first, then the nearest.

    The citizen's own commune is shown even if it does not receive: people ask there first.
    """
    communes = _communes(directory, wanted, whence)
    hits = [*communes, *_above(directory, wanted, communes, whence.today)]
    if whence.near is not None:
        hits = sort_by_distance(hits, whence.near)
    found = [judge(directory, hit, wanted) for hit in hits]
    return sorted(found, key=lambda one: _ORDER.index(one.receives))  # stable: the nearest first


def judge(directory: Directory, hit: Hit, wanted: Wanted) -> Reception:
    """Return whether the office of `hit` receives the procedure."""
    office = hit.office
    if office.level not in wanted.levels:
        is_commune = office.level == Level.COMMUNE
        return Reception(hit, Receives.NO, NOT_HERE if is_commune else NOT_ABOVE)
    if wanted.in_person and not office.receives_visitors:
        return Reception(hit, Receives.NO, office.document["note"] or NO_VISITORS)
    if not office.fields_assumed:
        receives = wanted.field in office.fields
        return Reception(
            hit, Receives.YES if receives else Receives.NO, "" if receives else OTHER_FIELDS
        )
    if wanted.field in directory.fields_of_some_communes:
        return Reception(hit, Receives.NOT_KNOWN, ASKS_FIRST)
    if wanted.field in office.fields:
        return Reception(hit, Receives.YES, BY_LEVEL)
    return Reception(hit, Receives.NOT_KNOWN, NOT_DECLARED)


def _communes(directory: Directory, wanted: Wanted, whence: Whence) -> list[Hit]:
    """Return the communes of the place; without a place the nearest, if communes receive at all."""
    if whence.place:
        named = named_offices(directory, whence.place, whence.today)
        return [hit for hit in named if hit.office.kind == Office.Kind.COMMUNE]
    if whence.near is None or Level.COMMUNE not in wanted.levels:
        return []
    communes = directory.select(whence.today, Criteria(kind=Office.Kind.COMMUNE))
    nearest = communes.nearest(whence.near, NEAREST_COMMUNES)
    return [hit for hit in nearest if hit.distance_m is not None]


def _above(directory: Directory, wanted: Wanted, communes: list[Hit], today: date) -> list[Hit]:
    """Return the reception points of the communes' areas, then the departments in charge."""
    if Level.PROVINCE not in wanted.levels:
        return []
    areas = {hit.office.area for hit in communes if hit.office.area}
    kinds = (Office.Kind.RECEPTION_POINT, Office.Kind.DEPARTMENT, Office.Kind.PROVINCE)
    there = directory.select(today, Criteria(wanted.field)).by_kind
    return [
        Hit(office)
        for kind in kinds
        for office in there.get(kind, ())
        if kind != Office.Kind.RECEPTION_POINT or not areas or office.area in areas
    ]
