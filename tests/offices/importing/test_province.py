"""The offices of a province, from the data about it."""

from offices.geography.provinces import find_province, provinces
from offices.importing.province import province_document
from tests.for_each import for_each


def offices_of(name):
    return province_document(find_province(name))["offices"]


def test_a_province_with_its_own_file_keeps_it():
    offices = {entry["id"]: entry for entry in offices_of("Phú Thọ")}
    commune = offices["ca-phuong-thanh-mieu"]
    assert commune["former_names"] == ["Thọ Sơn", "Tiên Cát", "Bạch Hạc", "Sông Lô"]
    communes = [entry for entry in offices.values() if entry["kind"] == "commune"]
    assert (len(offices), len(communes)) == (161, 148)


@for_each("name", [province.bare for province in provinces().values()])
def test_every_province_has_its_police_departments_and_communes(name):
    offices = offices_of(name)
    kinds = [entry["kind"] for entry in offices]
    assert kinds[0] == "province"
    assert kinds.count("department") == 9
    assert len({entry["id"] for entry in offices}) == len(offices)


def test_a_city_uses_its_own_names_for_police_and_communes():
    names = [entry["name"] for entry in offices_of("Hải Phòng")]
    assert names[0] == "Công an thành phố Hải Phòng"
    assert "Thanh tra Công an thành phố" in names
    assert "Công an đặc khu Cát Hải" in names
