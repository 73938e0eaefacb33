"""Names of hamlets as people write them."""

import pytest

from offices.duty.names import aliases, bare, fold_name, is_called


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tổ 5", "to 5"), ("TỔ DÂN PHỐ SỐ 05", "to 5"), ("tdp5", "tdp5"), ("TDP 5", "to 5"),
        ("khu dân cư 3", "khu 3"), ("Xóm Đồng", "xom dong"), ("Tổ 0", "to 0"), ("…", ""),
    ],
)  # fmt: skip
def test_a_name_is_folded(written, folded):
    assert fold_name(written) == folded


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("to 5", True), ("to 51", False), ("khu 5", False), ("5", False), ("tho son", False),
        ("xom dong", True), ("thon dong", True), ("dong", True), ("nguyen du", True),
        ("duong nguyen du", True), ("", False),
    ],
)  # fmt: skip
def test_a_number_needs_its_kind_and_a_name_does_not(asked, found):
    names = aliases(["Tổ 5 (Thọ Sơn)", "Xóm Đồng", "đường Nguyễn Du"])
    assert is_called(names, asked) is found


def test_a_kind_alone_stays():
    assert bare("xom") == "xom"
