"""Which office a question goes to."""

from datetime import date

import pytest

from feedback.questions.routing import (
    AmbiguousPlace,
    Concern,
    Rule,
    UnknownPlace,
    choose_office,
)
from offices.finding.selection import NoOffice
from offices.snapshot import directory
from tests.for_each import for_each
from tests.offices.factories import field, office, province, thanh_mieu

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
COMMUNE, PROVINCE = frozenset({"xa"}), frozenset({"tinh"})


@pytest.fixture
def map_of_offices():
    """Create a province with two departments, three communes and closed offices.

    Two of the communes share a name.
    """
    province()
    field("cutru", served_by_communes=True)
    field("pccc")
    office("phong-qlhc", kind="department", fields=["cutru"])
    office("phong-pccc", kind="department", fields=["pccc"])
    heir = office("phong-moi", kind="department")
    office("phong-cu", kind="department", valid_to="2025-03-01", successor=heir)
    office("huyen-cu", valid_to="2025-03-01")
    thanh_mieu()
    for number in (1, 2):
        office(f"tan-lap-{number}", name="Công an xã Tân Lập")
    return directory.current()


@for_each(
    ("concern", "expected"),
    [
        (Concern(office="phong-pccc", field="cutru", place="Bạch Hạc"), ("phong-pccc", Rule.NAMED)),
        (Concern(office="phong-cu"), ("phong-moi", Rule.NAMED)),
        (Concern(office="huyen-cu"), ("tinh", Rule.NAMED)),
        (
            Concern(dossier_office="ca-phuong-thanh-mieu", field="pccc"),
            ("ca-phuong-thanh-mieu", Rule.DOSSIER),
        ),
        (Concern(field="cutru", place="Bạch Hạc"), ("ca-phuong-thanh-mieu", Rule.PLACE)),
        (
            Concern(field="cutru", levels=COMMUNE, place="bach hac"),
            ("ca-phuong-thanh-mieu", Rule.PLACE),
        ),
        (Concern(field="cutru", levels=PROVINCE, place="Bạch Hạc"), ("phong-qlhc", Rule.FIELD)),
        (Concern(field="pccc", place="Bạch Hạc"), ("phong-pccc", Rule.PLACE)),
        (Concern(place="Thanh Miếu"), ("ca-phuong-thanh-mieu", Rule.PLACE)),
        (Concern(field="cutru", levels=COMMUNE), ("phong-qlhc", Rule.FIELD)),
        (Concern(field="pccc"), ("phong-pccc", Rule.FIELD)),
        (Concern(), ("tinh", Rule.FRONT_DESK)),
    ],
    ids=str,
)
def test_each_concern_has_its_office(map_of_offices, concern, expected):
    found = choose_office(concern, map_of_offices, TODAY)
    assert (found.office.id, found.rule) == expected


def test_a_place_without_an_office_is_unknown(map_of_offices):
    with pytest.raises(UnknownPlace):
        choose_office(Concern(place="Không Có"), map_of_offices, TODAY)


def test_a_name_of_several_places_is_ambiguous(map_of_offices):
    with pytest.raises(AmbiguousPlace) as caught:
        choose_office(Concern(place="Tân Lập", field="cutru"), map_of_offices, TODAY)
    assert {found.id for found in caught.value.offices} == {"tan-lap-1", "tan-lap-2"}


def test_without_an_office_in_force_nothing_is_found(db):
    office("tinh", kind="province", valid_to="2025-01-01")
    for concern in (Concern(), Concern(office="tinh")):
        with pytest.raises(NoOffice):
            choose_office(concern, directory.current(), TODAY)
