"""The sidebar is built from what the rooms register."""

from foundation.desk import navigation
from police_portal.navigation import ORDER


def test_every_registered_group_has_a_place_in_the_order():
    assert sorted(ORDER) == sorted(navigation.titles())
