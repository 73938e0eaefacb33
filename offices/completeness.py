"""What an office lacks of the facts that citizens need before they set out.

An office without visitors needs no opening hours.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from offices.models import Office, OpeningHours, OpeningRule

Offices = QuerySet[Any]
# Name, label for officers, and the condition of missing.
# Hours of its own, or shared ones with times: where only days are known, hours are missing.
_OWN = Exists(OpeningHours.objects.filter(office=OuterRef("pk")))
_OF_KIND = OpeningRule.objects.filter(kind=OuterRef("kind"))
_OF_PROVINCE = Exists(OpeningRule.objects.filter(kind="", has_times=True))
_SHARED = Exists(_OF_KIND.filter(has_times=True)) | (~Exists(_OF_KIND) & _OF_PROVINCE)
_NO_HOURS = ~(_OWN | _SHARED)
PARTS: dict[str, tuple[str, Q]] = {
    "address": ("địa chỉ", Q(address="")),
    "phones": ("điện thoại", Q(phones=[])),
    "hours": ("giờ tiếp dân", Q(lacks_hours=True, receives_visitors=True)),
    "point": ("vị trí đúng trụ sở", Q(latitude__isnull=True) | Q(point_approximate=True)),
}


def lacking(offices: Offices, part: str = "") -> Offices:
    """Return the offices that lack `part`, or any part."""
    condition = Q()
    for missing in [PARTS[part][1]] if part else [missing for _label, missing in PARTS.values()]:
        condition |= missing
    found: Offices = with_hours(offices).filter(condition)
    return found


def with_hours(offices: Offices) -> Offices:
    """Annotate `offices` with `lacks_hours`, which the other functions read."""
    annotated: Offices = offices.annotate(lacks_hours=_NO_HOURS)
    return annotated


def missing_parts(office: Office) -> list[str]:
    """Return the labels of the parts that `office`, a row of `with_hours`, lacks."""
    lacks = {
        "address": not office.address,
        "phones": not office.phones,
        "hours": bool(getattr(office, "lacks_hours", False)) and office.receives_visitors,
        "point": office.point is None or office.point_approximate,
    }
    return [PARTS[part][0] for part, is_missing in lacks.items() if is_missing]


def count_lacking(offices: Offices) -> dict[str, int]:
    """Return how many of `offices` lack each part; `total` is the number of offices."""
    counts = {part: Count("pk", filter=missing) for part, (_label, missing) in PARTS.items()}
    counted: dict[str, int] = with_hours(offices).order_by().aggregate(total=Count("pk"), **counts)
    return counted
