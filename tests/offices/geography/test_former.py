"""The communes and districts before 1 July 2025, as data, and how people name places by them."""

import pytest

from foundation.records.vietnamese import fold
from offices.geography.former import former_communes, former_districts, former_names
from offices.geography.places import PlaceIndex, entries
from offices.geography.provinces import commune_ids, find_province, provinces
from offices.geography.readings import bare_name
from offices.importing.province import province_document
from tests.for_each import for_each


def index_of(name):
    """Return what finds the communes of a province, as a database with its offices does."""
    province = find_province(name)
    found = []
    for office, commune in commune_ids(province).items():
        found += entries(office, bare_name(commune.name), former=False)
        for former in former_names(province).get(office, ()):
            found += entries(office, former, former=True)
    return PlaceIndex(found, former_districts(province))


def found(index, text):
    return [match.office_id for match in index.find(text)]


def test_the_data_has_every_former_commune_of_34_provinces():
    units = [unit for province in provinces().values() for unit in former_communes(province)]
    divided = [unit for unit in units if len(unit.offices) > 1]
    assert (len(units), len(divided)) == (10_035, 471)
    assert sum(len(unit.offices) for unit in units) == 10_597
    assert len({unit.province for unit in units}) == 63


@pytest.mark.parametrize("province", provinces().values(), ids=lambda province: province.slug)
def test_every_former_commune_and_district_leads_to_all_its_parts(province):
    index = index_of(province.bare)
    for unit in former_communes(province):
        for text in (
            unit.name,
            f"{unit.name}, {unit.district}",
            f"khu 5 {unit.name} {unit.district}",
        ):
            assert set(found(index, text)) >= set(unit.offices), text
    for district, offices in former_districts(province).items():
        assert set(found(index, district)) >= set(offices), district


def test_our_own_list_lacks_no_former_commune():
    documents = province_document(find_province("Phú Thọ"))["offices"]
    ours = {
        office["id"]: [fold(name.split(" (")[0]) for name in office.get("former_names", [])]
        + [fold(bare_name(office["name"]))]
        for office in documents
    }
    lacking = [
        (unit.bare, office)
        for unit in former_communes(find_province("Phú Thọ"))
        for office in unit.offices
        if fold(unit.bare) not in ours[office]
    ]
    assert lacking == []


def test_a_province_without_a_file_gets_its_former_names():
    offices = {row["id"]: row for row in province_document(find_province("Hưng Yên"))["offices"]}
    assert "Diêm Điền" in offices["ca-xa-thai-thuy"]["former_names"]
    named = [row for row in offices.values() if row.get("former_names")]
    assert len(named) > 100


@for_each(
    "text",
    [
        "khu 5 phường Thanh Miếu",
        "khu 5 phuong thanh mieu",
        "tổ 3 Thanh Miếu",
        "Tổ 3, phường Bạch Hạc",
        "xóm Đồng Thanh Miếu",
        "xóm Đồng phường Bạch Hạc tỉnh Phú Thọ",
        "khu 5 Thanh Miếu Việt Trì",
        "khu 5 phường Thanh Miếu thành phố Việt Trì",
        "khu dân cư số 2 phường Tiên Cát",
        "bạch hạc việt trì",
    ],
)
def test_a_village_before_a_commune_needs_no_comma(text):
    assert found(index_of("Phú Thọ"), text) == ["ca-phuong-thanh-mieu"]


@for_each(
    ("province", "text", "expected"),
    [
        ("Phú Thọ", "xóm Đồng xã Tân Lập huyện Sông Lô", ["ca-xa-tam-son"]),
        ("Phú Thọ", "khu 3 xã Phượng Lâu", ["ca-phuong-van-phu"]),
        ("Phú Thọ", "khu 3 Phượng Lâu", ["ca-phuong-van-phu"]),
        ("Phú Thọ", "Sông Lô", ["ca-xa-song-lo", "ca-phuong-thanh-mieu"]),
        ("Phú Thọ", "xóm Đồng", []),
        ("Phú Thọ", "tổ 3", []),
        ("Phú Thọ", "số 5 đường Thanh Miếu", []),
        ("Hưng Yên", "Diêm Điền", ["ca-xa-thai-thuy"]),
        ("Hưng Yên", "Tân Quang Văn Lâm", ["ca-xa-nhu-quynh"]),
        ("Hồ Chí Minh", "Phường 1, Quận 3", ["ca-phuong-ban-co"]),
        ("Hồ Chí Minh", "P.1, Q.3, TP.HCM", ["ca-phuong-ban-co"]),
        ("Hồ Chí Minh", "p1 q3", ["ca-phuong-ban-co"]),
        ("Hồ Chí Minh", "khu phố 2 phường 01 quận 3", ["ca-phuong-ban-co"]),
    ],
)
def test_places_are_read_as_people_write_them(province, text, expected):
    assert found(index_of(province), text) == expected


@for_each("text", ["Văn Lâm", "huyện Văn Lâm", "H. Văn Lâm", "thôn 1 huyện Văn Lâm"])
def test_a_district_leads_to_its_communes(text):
    index = index_of("Hưng Yên")
    assert sorted(found(index, text)) == ["ca-xa-dai-dong", "ca-xa-lac-dao", "ca-xa-nhu-quynh"]
    assert {match.name for match in index.find(text)} == {"Huyện Văn Lâm"}


def test_a_commune_that_has_the_name_of_a_district_is_meant_where_no_district_is_said():
    index = index_of("Phú Thọ")
    assert found(index, "Việt Trì") == ["ca-phuong-viet-tri"]
    city = found(index, "TP Việt Trì")
    assert city[0] == "ca-phuong-viet-tri"
    assert "ca-phuong-thanh-mieu" in city
