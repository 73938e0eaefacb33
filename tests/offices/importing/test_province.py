"""The offices of a province, from the data about it."""

from offices.geography.provinces import find_province, provinces
from offices.importing.province import province_document
from offices.validators import parse_phone
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


def test_the_province_has_the_contacts_of_its_own_pages_and_no_samples():
    offices = {row["id"]: row for row in offices_of("Phú Thọ")}
    police = offices["cat-phu-tho"]
    assert police["phones"] == ["069 2646 112", "0692 646 646 – Hỗ trợ thủ tục"]
    assert (police["as_of"], police.get("verified", False)) == ("2026-07-15", False)
    phones = [parse_phone(line)[0] for row in offices.values() for line in row.get("phones", [])]
    assert len(phones) == 6
    samples = ("02103845678", "02103811222", "02103846")
    assert [phone for phone in phones if phone.startswith(samples)] == []
