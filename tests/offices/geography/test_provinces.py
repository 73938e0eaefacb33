"""The 34 provinces and their communes, as data."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from offices.geography.provinces import (
    UnknownProvince,
    commune_ids,
    communes,
    communes_of,
    default_province,
    find_province,
    province_of_office,
    provinces,
)
from tests.for_each import for_each
from tests.house import packages


def test_every_commune_belongs_to_one_of_34_provinces():
    assert (len(provinces()), len(communes())) == (34, 3321)
    assert {commune.province for commune in communes()} == set(provinces())
    assert sum(len(province.formerly) for province in provinces().values()) == 63 - 34


def test_each_commune_of_a_province_has_an_office_id_of_its_own():
    for province in provinces().values():
        assert len(commune_ids(province)) == len(communes_of(province)), province.name


@for_each(
    ("text", "found"),
    [
        ("Hưng Yên", "Công an tỉnh Hưng Yên"),
        ("hung  yen", "Công an tỉnh Hưng Yên"),
        ("Tỉnh Cà Mau", "Công an tỉnh Cà Mau"),
        ("ca mau", "Công an tỉnh Cà Mau"),
        ("TP. Hồ Chí Minh", "Công an thành phố Hồ Chí Minh"),
        ("thành phố Huế", "Công an thành phố Huế"),
    ],
)
def test_a_province_is_found_by_name_with_or_without_marks(text, found):
    assert find_province(text).police_name == found


@for_each(
    ("text", "hint"),
    [
        ("Hưng Yêm", "Gần giống: Hưng Yên"),
        ("Thái Bình", "Thái Bình từ 01/7/2025 thuộc Tỉnh Hưng Yên; ghi «Hưng Yên»"),
        ("ba ria vung tau", "thuộc Thành phố Hồ Chí Minh"),
        ("xyz", "Có: Hà Nội, Cao Bằng"),
        ("", "Có: Hà Nội, Cao Bằng"),
    ],
)
def test_an_unknown_province_gets_suggestions(text, hint):
    with pytest.raises(UnknownProvince, match=hint):
        find_province(text)


def test_a_province_is_found_by_its_police():
    assert province_of_office("cat-hung-yen") == find_province("Hưng Yên")
    assert province_of_office("tinh") is province_of_office(None) is None


def test_no_code_and_no_page_contains_the_default_province():
    name = re.compile(default_province().bare, re.IGNORECASE)
    files = [
        path
        for package in packages()
        for end in ("*.py", "*.html", "*.po")
        for path in Path(settings.BASE_DIR, package).rglob(end)
        if "migrations" not in path.parts
    ]
    assert len(files) > 300
    assert [str(path) for path in files if name.search(path.read_text())] == []
