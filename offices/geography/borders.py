"""Whether a point is in a province, judged by the centres of communes."""

from functools import cache

from django.core.exceptions import ValidationError

from offices.geography.places import Point, distance_m
from offices.geography.provinces import Commune, Province, communes, nearest_commune, provinces

# A point is outside if a commune of another province is this much nearer than ours, or if all of
# ours are this far away. Centres are not borders: offices are up to half a commune away, and the
# centres of neighbouring communes are 3 to 10 km apart.
BORDER_TOLERANCE_M = 8_000
FARTHEST_M = 60_000


def refuse_outside(point: Point, province: Province) -> None:
    """Raise ValidationError if `point` is not in `province`, judged by the centres of communes."""
    ours, others = (nearest_commune(point, found) for found in _ours_and_others(province.code))
    near, far = distance_m(point, ours.centre), distance_m(point, others.centre)
    if near - far > BORDER_TOLERANCE_M or near > FARTHEST_M:
        nearest = ours if near < far else others
        raise ValidationError(
            "Vị trí này nằm ngoài %(province)s: gần nhất là %(commune)s, %(other)s. Kiểm tra lại "
            "vĩ độ và kinh độ.",
            code="point_outside_province",
            params={
                "province": province.name,
                "commune": nearest.name,
                "other": provinces()[nearest.province].name,
            },
        )


@cache
def _ours_and_others(code: str) -> tuple[list[Commune], list[Commune]]:
    found = communes()
    return [c for c in found if c.province == code], [c for c in found if c.province != code]
