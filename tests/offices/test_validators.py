"""Rules for offices."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from offices import validators


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("0692645126", ("0692645126", "")),
        ("069.264.5126", ("0692645126", "")),
        ("0210 3846 123 – Trực ban", ("02103846123", "Trực ban")),
        ("+84 210 3846 123 - Một cửa", ("+842103846123", "Một cửa")),
        ("113", ("113", "")),
    ],
)
def test_valid_phones_are_accepted(line, parsed):
    assert validators.parse_phone(line) == parsed


@pytest.mark.parametrize(
    "line", ["", "không có", "12", "0692645126 Trực ban", "069264512612345", "tel:113", "٠٦٩٢٦٤٥"]
)
def test_invalid_phones_are_refused(line):
    with pytest.raises(ValidationError, match="không phải số điện thoại"):
        validators.parse_phone(line)


@pytest.mark.parametrize("office_id", ["ca-phuong-thanh-mieu", "a", "x1"])
def test_valid_ids_are_accepted(office_id):
    validators.validate_office_id(office_id)


@pytest.mark.parametrize(
    "office_id", ["", "Ca", "ca_xa", "-ca", "ca--xa", "ca xa", "ca/xa", "ca\n"]
)
def test_invalid_ids_are_refused(office_id):
    with pytest.raises(ValidationError):
        validators.validate_office_id(office_id)


@pytest.mark.parametrize(
    ("links", "loop"),
    [
        ({"a": "b", "b": None}, []),
        ({"a": "a"}, ["a", "a"]),
        ({"a": "b", "b": "a"}, ["a", "b", "a"]),
        ({"a": "b", "b": "b"}, ["a", "b", "b"]),
    ],
)
def test_circles_are_found(links, loop):
    assert validators.find_loop(links, "a") == loop


@pytest.mark.parametrize(
    ("periods", "code"),
    [
        ([(1, time(9), time(8))], "closes_before_opens"),
        ([(1, time(9), time(9))], "closes_before_opens"),
        ([(1, time(13), time(17)), (1, time(8), time(14))], "overlap"),
    ],
)
def test_overlapping_periods_are_refused(periods, code):
    with pytest.raises(ValidationError) as refused:
        validators.refuse_overlap(periods)
    assert refused.value.code == code


def test_touching_periods_and_other_days_are_allowed():
    validators.refuse_overlap(
        [(1, time(8), time(9)), (1, time(9), time(10)), (2, time(8), time(9))]
    )


@pytest.mark.parametrize(
    "rows", [[(1, True), (1, False)], [(1, False), (1, True)], [(1, True), (1, True)]]
)
def test_a_closed_date_has_only_one_row(rows):
    with pytest.raises(ValidationError, match="đã đóng cửa"):
        validators.refuse_mixed_exceptions(rows)


def test_hours_must_be_whole_minutes():
    with pytest.raises(ValidationError, match="đến phút"):
        validators.validate_whole_minute(time(7, 30, 1))
