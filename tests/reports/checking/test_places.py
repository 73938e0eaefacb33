"""Whether a point lies in another province."""

import pytest

from offices.geography.places import Point
from offices.snapshot import directory
from reports.routing import is_of_another_province
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db
VIET_TRI, HA_NOI = Point(21.32, 105.40), Point(21.03, 105.85)


def test_a_point_of_another_province_is_known_by_the_nearest_communes(db):
    office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    found = directory.current()
    assert [is_of_another_province(point, found) for point in (VIET_TRI, HA_NOI)] == [False, True]


def test_a_service_of_no_known_province_has_no_border(db):
    province()
    assert not is_of_another_province(HA_NOI, directory.current())
