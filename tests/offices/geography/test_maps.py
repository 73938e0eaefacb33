"""Links to directions."""

from offices.geography.maps import directions_to
from offices.geography.places import Point
from tests.for_each import for_each

MAPS = "https://www.google.com/maps/dir/?api=1&destination="
POINT = Point(21.3, 105.4)


@for_each(
    ("address", "point", "approximate", "link"),
    [
        ("Số 1", POINT, False, "21.3%2C105.4"),
        ("Số 1", POINT, True, "C%C3%B4ng%20an%20x%C3%A3%20A%2C%20S%E1%BB%91%201"),
        ("Số 1", None, False, "C%C3%B4ng%20an%20x%C3%A3%20A%2C%20S%E1%BB%91%201"),
        ("", POINT, True, "21.3%2C105.4"),
    ],
)
def test_an_address_is_better_than_the_centre_of_a_commune(address, point, approximate, link):
    assert directions_to("Công an xã A", address, point, approximate=approximate) == MAPS + link


def test_without_a_location_there_is_no_link():
    assert directions_to("Công an xã A", "", None, approximate=False) is None
