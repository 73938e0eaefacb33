"""Which numbers in an officer's text belong to persons."""

import pytest

from offices.persons_numbers import numbers_of_persons
from offices.snapshot import directory
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CCCD 025090001234, gọi 0912 345 678", ["025090001234", "0912 345 678"]),
        ("Gọi 0912 345 678, tôi nhắc lại: 0912 345 678", ["0912 345 678"]),
        ("Lệ phí 100.000 đồng, mã 1.001456, trước 20/11/2026", []),
        ("Hồ sơ G01.899.909-260916-890028, thư a@b.vn", []),  # not numbers of persons
    ],
)
def test_id_and_phone_numbers_are_found_as_written(text, found):
    assert numbers_of_persons(text) == found


def test_telephones_of_offices_are_not_personal():
    office("phong", kind="department", phones=["0210 3846 123 – Trực ban"])
    directory.refresh()
    assert numbers_of_persons("Gọi (0210) 3846 123.") == []
