"""Gaps and overlaps, shown to officers before they publish."""

from datetime import date

from procedures.fees.periods import fee_warnings
from tests.for_each import for_each
from tests.procedures.factories import fee, table

REDUCED = fee(100, effective_to="2026-12-31")


def warnings(*fees, channels=("direct",), day=date(2026, 11, 24)):
    draft = {"fees": table(*fees)["rows"], "channels": [{"kind": kind} for kind in channels]}
    return dict(fee_warnings(draft, day))


@for_each(
    "fees",
    [
        [fee(100)],
        [REDUCED, fee(200, effective_from="2027-01-01")],
        [REDUCED | {"condition": "A"}, fee(200, "A", effective_from="2027-01-01"), fee(5, "B")],
        [fee(1, channel="direct"), fee(2, channel="online")],
        [fee(1, effective_to="2025-12-31")],
    ],
)
def test_consecutive_periods_have_no_warnings(fees):
    assert warnings(*fees, channels=("direct", "online")) == {}


@for_each(
    ("later", "path", "text"),
    [
        (
            {"effective_from": "2026-12-31"},
            ("fees", 1, "effective_from"),
            "Chồng thời gian với dòng 1",
        ),
        ({}, ("fees", 0, "effective_from"), "Chồng thời gian với dòng 2"),
        (
            {"effective_from": "2027-03-01"},
            ("fees", 1, "effective_from"),
            "Từ 01/01/2027 đến trước 01/03/2027 không có mức thu",
        ),
    ],
)
def test_a_gap_and_an_overlap_are_reported_at_their_row(later, path, text):
    found = warnings(REDUCED | {"effective_from": "2025-01-01"}, fee(200, **later))
    assert list(found) == [path]
    assert text in found[path]


def test_an_end_without_a_successor_is_reported():
    assert warnings(REDUCED) == {
        ("fees", 0, "effective_to"): "Sau 31/12/2026 không có mức thu nào cho trường hợp này."
    }


def test_a_row_of_all_channels_overlaps_one_of_a_single_channel():
    found = warnings(fee(1), fee(2, channel="online"), channels=("direct", "online"))
    assert len(found) == 1


def test_a_time_within_a_longer_row_is_not_a_gap():
    longer = fee(1, effective_from="2025-01-01")
    within = [
        fee(2, effective_from=f"{year}-01-01", effective_to=f"{year}-06-30")
        for year in (2026, 2027)
    ]
    found = warnings(longer, *within)
    assert list(found.values()) == ["Chồng thời gian với dòng 1; chỉ một dòng được dùng."] * 2


def test_after_the_longest_row_there_is_no_fee():
    longer = fee(1, effective_from="2025-01-01", effective_to="2028-12-31")
    found = warnings(longer, fee(2, effective_from="2026-01-01", effective_to="2026-06-30"))
    assert found["fees", 0, "effective_to"].startswith("Sau 31/12/2028")
    assert found["fees", 1, "effective_from"].startswith("Chồng thời gian với dòng 1")
