"""Points of a province and of others."""

import pytest
from django.core.exceptions import ValidationError

from offices.geography.borders import refuse_outside
from offices.geography.places import Point
from offices.geography.provinces import communes_of, find_province
from tests.for_each import for_each

PHO_HIEN = Point(20.6634, 106.068)


def test_points_of_a_province_are_accepted_up_to_its_border():
    phu_tho = find_province("Phú Thọ")
    for commune in communes_of(phu_tho):
        refuse_outside(commune.centre, phu_tho)


@for_each(
    ("point", "words"),
    [
        (PHO_HIEN, "nằm ngoài Tỉnh Phú Thọ: gần nhất là Phường Phố Hiến, Tỉnh Hưng Yên"),
        (Point(10.78, 106.7), "Thành phố Hồ Chí Minh"),
        (Point(8.0, 118.0), "nằm ngoài"),  # at sea
    ],
)
def test_a_point_elsewhere_is_refused_and_placed(point, words):
    with pytest.raises(ValidationError, match=words):
        refuse_outside(point, find_province("Phú Thọ"))
