"""Which office gets a report."""

from datetime import date

import pytest

from offices.finding.selection import NoOffice
from offices.geography.places import Point
from offices.snapshot import directory
from reports.kinds.snapshot import Route
from reports.routing import Where, choose_office
from tests.for_each import for_each
from tests.offices.factories import field, office, province, thanh_mieu
from tests.reports.drafts import traffic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
COMMUNE, PROVINCE = Route("commune", "Đ18k5"), Route("province", "Đ20k3")
FIRE = Route("field", "Đ18k6", topic="fire", field="pccc")
IN_THANH_MIEU, IN_TAN_LAP = Point(21.30, 105.41), Point(21.60, 105.20)
NOWHERE = Where()
IN_HA_NOI = Point(21.03, 105.85)


@pytest.fixture
def offices():
    """Create a province with a fire department and three communes, of which two share a name."""
    province()
    office("pccc", kind="department", name="Phòng Cảnh sát phòng cháy", fields=["pccc"])
    thanh_mieu(latitude=21.31, longitude=105.40)
    office("ca-xa-tan-lap", name="Công an xã Tân Lập", latitude=21.60, longitude=105.20)
    office("ca-xa-tan-lap-2", name="Công an xã Tân Lập")
    return directory


def chosen(routes, where=NOWHERE, topic=""):
    found = choose_office(traffic(routes=routes), topic, where, directory.current(), TODAY)
    return found.office_id, found.citation


@for_each(
    ("routes", "where", "topic", "expected"),
    [
        ((FIRE, COMMUNE, PROVINCE), Where(IN_TAN_LAP), "fire", ("pccc", "Đ18k6")),
        ((FIRE, COMMUNE, PROVINCE), Where(IN_TAN_LAP), "", ("ca-xa-tan-lap", "Đ18k5")),
        ((COMMUNE,), Where(IN_THANH_MIEU), "", ("ca-phuong-thanh-mieu", "Đ18k5")),
        ((COMMUNE,), Where(words="Chợ ở phường Bạch Hạc"), "", ("ca-phuong-thanh-mieu", "Đ18k5")),
        ((COMMUNE,), Where(words="số 5, phường Bạch Hạc"), "", ("ca-phuong-thanh-mieu", "Đ18k5")),
        ((COMMUNE, PROVINCE), Where(words="xã Tân Lập"), "", ("tinh", "Đ20k3")),  # two of them
        ((COMMUNE, PROVINCE), Where(words="không nhớ"), "", ("tinh", "Đ20k3")),
        ((COMMUNE, PROVINCE), Where(), "", ("tinh", "Đ20k3")),
        ((Route("office", "Tỉnh giao", office="pccc"),), Where(), "", ("pccc", "Tỉnh giao")),
        ((Route("field", "Đ18", field="xe"), PROVINCE), Where(), "", ("tinh", "Đ20k3")),
        ((), Where(IN_THANH_MIEU), "", ("tinh", "")),
    ],
    ids=str,
)
def test_the_first_rule_that_fits_decides(offices, routes, where, topic, expected):
    assert chosen(routes, where, topic) == expected


def test_an_ended_office_is_replaced_by_its_successor_or_who_is_above(offices):
    ended = {"kind": "department", "valid_to": date(2026, 1, 1)}
    office("phong-a", name="Phòng A", **ended)
    office("phong-b", name="Phòng B", successor_id="pccc", **ended)
    assert chosen((Route("office", "Cũ", office="phong-a"),)) == ("tinh", "Cũ")
    assert chosen((Route("office", "Cũ", office="phong-b"),)) == ("pccc", "Cũ")


def test_without_any_office_there_is_no_destination(db):
    with pytest.raises(NoOffice):
        chosen((COMMUNE,), Where(IN_THANH_MIEU))


def test_the_commune_is_that_whose_centre_is_nearest_in_a_known_province(db):
    office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    for commune in ("ca-phuong-thanh-mieu", "ca-phuong-viet-tri"):
        office(commune, parent_id="cat-phu-tho", latitude=21.9, longitude=105.0)
    assert chosen((COMMUNE,), Where(IN_THANH_MIEU))[0] == "ca-phuong-thanh-mieu"
    assert chosen((COMMUNE, PROVINCE), Where(IN_HA_NOI, "phường Thanh Miếu")) == (
        "cat-phu-tho",
        "Đ20k3",
    )


def test_a_rule_for_a_field_without_department_falls_through(db):
    province()
    field("pccc")
    assert chosen((FIRE, PROVINCE), topic="fire") == ("tinh", "Đ20k3")
