"""Differences between drafts in the words of officers."""

import pytest

from procedures.drafts.comparison import ADDED, CHANGED, REMOVED, compare
from procedures.drafts.labels import EMPTY
from tests.procedures.factories import draft

TWO = [{"name": "Tờ khai", "original_count": 1}, {"name": "Ảnh", "copy_count": 2}]


def differences(before, after):
    base = draft()
    return [(d.place, d.before, d.after, d.kind) for d in compare(base | before, base | after)]


def test_equal_drafts_do_not_differ():
    assert differences({}, {}) == []


@pytest.mark.parametrize(
    ("member", "before", "after", "shown"),
    [
        ("short_name", "Một", "Hai", ("Tên gọn", "Một", "Hai")),
        ("online_level", "full", "", ("Mức độ trực tuyến", "Toàn trình", EMPTY)),
        ("as_of", "2026-11-01", "2026-11-24", ("Dữ liệu tính đến", "01/11/2026", "24/11/2026")),
        ("same_day_cutoff", False, True, ("Nhận sau 15 giờ trả hôm sau", "Không", "Có")),
        ("document_sets", None, 2, ("Số bộ hồ sơ", EMPTY, "2")),
        ("superseded_by", None, "tthc-1", ("Thay thế bởi", EMPTY, "tthc-1")),
    ],
)
def test_single_members_are_compared(member, before, after, shown):
    assert differences({member: before}, {member: after}) == [(*shown, CHANGED)]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (["tinh"], ["tinh", "xa"], (EMPTY, "Cấp xã", ADDED)),
        (["tinh", "xa"], ["xa"], ("Cấp tỉnh", EMPTY, REMOVED)),
        (["tinh"], ["bo"], ("Cấp tỉnh", "Cấp bộ", CHANGED)),
    ],
)
def test_lists_show_only_changed_lines(before, after, shown):
    assert differences({"levels": before}, {"levels": after}) == [("Cấp thực hiện", *shown)]


def test_a_new_order_is_shown_as_such():
    assert differences({"keywords": ["a", "b"]}, {"keywords": ["b", "a"]}) == [
        ("Từ khoá (thứ tự)", "a\nb", "b\na", CHANGED)
    ]
    place, before, after, _kind = differences({"documents": TWO}, {"documents": TWO[::-1]})[0]
    assert (place, before, after) == (
        "Thành phần hồ sơ (thứ tự)",
        "1. Tờ khai\n2. Ảnh",
        "1. Ảnh\n2. Tờ khai",
    )


def test_rows_are_matched_by_name():
    after = [TWO[0] | {"original_count": 3}, TWO[1]]
    assert differences({"documents": TWO}, {"documents": after}) == [
        ("Thành phần hồ sơ · Tờ khai · Bản chính", "1", "3", CHANGED)
    ]


def test_a_renamed_row_is_a_change():
    after = [TWO[0], TWO[1] | {"name": "Ảnh 4x6"}]
    assert differences({"documents": TWO}, {"documents": after}) == [
        ("Thành phần hồ sơ · Ảnh · Giấy tờ", "Ảnh", "Ảnh 4x6", CHANGED)
    ]


def test_added_and_removed_rows_are_shown_whole():
    assert differences({"documents": TWO[:1]}, {"documents": TWO}) == [
        ("Thành phần hồ sơ · Ảnh", EMPTY, "Giấy tờ: Ảnh\nBản sao: 2", ADDED)
    ]
    assert differences({"documents": TWO}, {"documents": TWO[:1]})[0][3] == REMOVED


def test_equal_rows_are_compared_by_number():
    assert [
        d[3] for d in differences({"documents": [TWO[0], TWO[0]]}, {"documents": [TWO[0]]})
    ] == [REMOVED]
