"""Entries are checked, and each fault has its place."""

import pytest

from offices.importing import entries
from tests.for_each import for_each

PROVINCE = {"id": "tinh", "kind": "province", "name": "Công an tỉnh A"}
COMMUNE = {"id": "ca-xa-a", "kind": "commune", "name": "Công an xã A", "parent": "tinh"}


def faults(*rows, fields=("cutru",)):
    return [tuple(fault) for fault in entries.check_offices([PROVINCE, *rows], set(fields), {})[1]]


pytestmark = pytest.mark.django_db


@for_each(
    ("change", "pointer", "reason"),
    [
        ({"color": "red"}, "/offices/1/color", "Không có mục này."),
        ({"name": ""}, "/offices/1/name", "Thiếu mục này."),
        ({"name": None}, "/offices/1/name", "Thiếu mục này."),
        ({"name": 5}, "/offices/1/name", "Phải là chữ."),
        ({"name": "A\0"}, "/offices/1/name", "Có ký tự NUL."),
        ({"name": "x" * 201}, "/offices/1/name", "200"),
        ({"verified": 1}, "/offices/1/verified", "Phải là true hoặc false."),
        ({"former_names": "Bạch Hạc"}, "/offices/1/former_names", "Phải là danh sách."),
        ({"former_names": [1]}, "/offices/1/former_names/0", "Phải là chữ"),
        ({"former_names": [" "]}, "/offices/1/former_names", "không trống"),
        ({"id": "Ca Xa"}, "/offices/1/id", "Mã đơn vị"),
        ({"kind": "huyen"}, "/offices/1/kind", "huyen"),
        ({"parent": "khong-co"}, "/offices/1/parent", "Không có đơn vị «khong-co»."),
        ({"parent": None}, "/offices/1/parent", "cần một đơn vị cấp trên"),
        ({"successor": "khong-co"}, "/offices/1/successor", "Không có đơn vị «khong-co»."),
        ({"successor": "ca-xa-a"}, "/offices/1/successor", "nối vòng"),
        ({"fields": ["xyz"]}, "/offices/1/fields/0", "Không có lĩnh vực «xyz»."),
        ({"phones": ["abc"]}, "/offices/1/phones", "không phải số điện thoại"),
        ({"latitude": "21"}, "/offices/1/latitude", "Phải là số."),
        ({"latitude": True}, "/offices/1/latitude", "Phải là số."),
        ({"latitude": float("inf")}, "/offices/1/latitude", "Phải là số."),
        ({"latitude": 10**400}, "/offices/1/latitude", "Phải là số."),
        ({"latitude": 21.3}, "/offices/1", "cả vĩ độ và kinh độ"),
        ({"latitude": 105.4, "longitude": 21.3}, "/offices/1/latitude", "từ 8 đến 24"),
        ({"valid_from": "2026-02-30"}, "/offices/1/valid_from", "2026-02-30"),
        ({"valid_from": "30/02/2026"}, "/offices/1/valid_from", "Phải viết như «2026-11-24»."),
        (
            {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
            "/offices/1",
            "không được trước ngày bắt đầu",
        ),
        ({"oa_id": "abc"}, "/offices/1/oa_id", "chữ số"),
        (
            {"hours": [{"weekday": 1, "opens": "7:30", "closes": "11:30"}]},
            "/offices/1/hours/0/opens",
            "Phải viết như «07:30».",
        ),
        (
            {"hours": [{"weekday": 1, "opens": "07:30"}]},
            "/offices/1/hours/0/closes",
            "Thiếu mục này.",
        ),
        (
            {"hours": [{"weekday": 9, "opens": "07:30", "closes": "11:30"}]},
            "/offices/1/hours/0/weekday",
            "9",
        ),
        (
            {"hours": [{"weekday": 1, "opens": "25:30", "closes": "26:30"}]},
            "/offices/1/hours/0/opens",
            "25:30",
        ),
        (
            {"hours": [{"weekday": 1, "opens": "12:00", "closes": "11:30"}]},
            "/offices/1/hours/0",
            "trước giờ đóng cửa",
        ),
        (
            {
                "hours": [
                    {"weekday": 1, "opens": "08:00", "closes": "11:00"},
                    {"weekday": 1, "opens": "10:00", "closes": "12:00"},
                ]
            },
            "/offices/1/hours",
            "chồng lên nhau",
        ),
        ({"hours": ["07:30-11:30"]}, "/offices/1/hours/0", "Phải là một đối tượng."),
        (
            {"exceptions": [{"date": "2026-11-24", "opens": "08:00"}]},
            "/offices/1/exceptions/0",
            "đóng cửa cả ngày",
        ),
        (
            {"exceptions": [{"date": "2026-11-24"}, {"date": "2026-11-24"}]},
            "/offices/1/exceptions",
            "đã đóng cửa",
        ),
    ],
)
def test_each_fault_has_its_place(change, pointer, reason):
    found = faults({**COMMUNE, **change})
    assert pointer in [place for place, _reason in found]
    assert any(reason in text for place, text in found if place == pointer)


def test_an_entry_that_is_not_an_object_is_refused():
    assert faults("ca-xa-a") == [("/offices/1", "Phải là một đối tượng.")]


def test_repeated_ids_are_reported_at_both_places():
    assert faults(COMMUNE, COMMUNE) == [("/offices/2/id", "«ca-xa-a» đã có ở /offices/1.")]


def test_a_circle_of_parents_is_refused():
    found = faults(
        {**COMMUNE, "parent": "ca-xa-b"}, {**COMMUNE, "id": "ca-xa-b", "parent": "ca-xa-a"}
    )
    assert [place for place, _reason in found] == ["/offices/1/parent", "/offices/2/parent"]


def test_a_complete_entry_is_accepted():
    row = {
        **COMMUNE,
        "former_names": ["Bạch Hạc"],
        "area": "Phú Thọ (cũ)",
        "fields": ["cutru"],
        "address": "Khu 7",
        "latitude": 21,
        "longitude": 105.4,
        "phones": ["113 – Trực ban"],
        "oa_id": "12345",
        "hours": [{"weekday": 1, "opens": "07:30", "closes": "11:30"}],
        "exceptions": [{"date": "2026-11-24", "note": "Nghỉ lễ"}],
        "valid_from": "2025-07-01",
        "valid_to": None,
        "successor": "tinh",
        "verified": True,
        "note": "Ghi chú",
        "source": "Nguồn",
        "as_of": "2026-08-22",
    }
    assert faults(row) == []


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"code": "", "name": "A"}, "/fields/0/code"),
        ({"code": "a b", "name": "A"}, "/fields/0/code"),
        ({"code": "a", "name": "A", "order": -1}, "/fields/0/order"),
        ({"code": "a", "name": "A", "order": "1"}, "/fields/0/order"),
        ({"code": "a", "name": "Cư trú"}, "/fields/0/name"),
    ],
)
def test_faults_of_fields_are_reported(row, pointer):
    _contents, found = entries.check_fields([row], {"cutru": "Cư trú"})
    assert [fault.pointer for fault in found] == [pointer]


def test_repeated_fields_are_refused():
    _contents, found = entries.check_fields(
        [{"code": "a", "name": "A"}, {"code": "a", "name": "A"}], {}
    )
    assert [fault.pointer for fault in found] == ["/fields/1/code", "/fields/1/name"]
