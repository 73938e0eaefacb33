"""Where something happened: what cannot be, and which commune it is. Pure."""

from datetime import date

from django.core.exceptions import ValidationError

from offices.finding.selected import Criteria
from offices.finding.selection import offices_of_place
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
from offices.snapshot import Directory
from offices.validators import LATITUDE_BOUNDS, LONGITUDE_BOUNDS

# On land the centres of neighbouring communes lie up to 22 km apart.
FARTHEST_M = 30_000
# The archipelagos Hoàng Sa and Trường Sa are one commune each, their islands far from its centre.
ARCHIPELAGOS = frozenset({"20333", "22736"})
FARTHEST_ISLAND_M = 300_000


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


def is_of_another_province(point: Point, directory: Directory) -> bool:
    """Return True if the point lies in another province, as far as centres of communes tell."""
    root = directory.root
    province = province_of_office(root.id) if root else None
    if province is None:
        return False
    try:
        refuse_outside(point, province)
    except ValidationError:
        return True
    return False


def commune_at(point: Point, directory: Directory, today: date) -> Listed | None:
    """Return the commune's office nearest to a point, None outside the province.

    The centre of the commune counts; where it is not known, the office itself.
    """
    root = directory.root
    if root is None or is_of_another_province(point, directory):
        return None
    province = province_of_office(root.id)
    if province is not None:
        ids = {commune: key for key, commune in commune_ids(province).items()}
        office = directory.offices.get(ids[nearest_commune(point, list(ids))])
        if office is not None:
            return office
    working = directory.select(today, Criteria(kind=Office.Kind.COMMUNE))
    nearest = working.nearest(point, 1)
    return next((hit.office for hit in nearest if hit.distance_m is not None), None)


def commune_named(words: str, directory: Directory, today: date) -> Listed | None:
    """Return the only commune's office that `words` name, None if they name none or several."""
    if not words.strip():
        return None
    named = [hit.office for hit in offices_of_place(directory, words, today)]
    found = [office for office in named if office.kind == Office.Kind.COMMUNE]
    return found[0] if len(found) == 1 else None
