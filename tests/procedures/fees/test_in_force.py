"""Which of several dated fees applies on a day."""

from datetime import date

import pytest

from procedures.fees.in_force import days_of_change, fee_in_force, fees_after, holds
from tests.for_each import for_each
from tests.procedures.factories import fee, table

REDUCED = {"effective_from": "2025-07-01", "effective_to": "2026-12-31"}
BASE = {"effective_from": "2027-01-01"}


def rows(*fees):
    return table(*fees)["rows"]


def amounts(found):
    return [row["amount"] for row in found]


@for_each(
    ("period", "day", "holds_then"),
    [
        (REDUCED, "2025-06-30", False),
        (REDUCED, "2025-07-01", True),
        (REDUCED, "2026-12-31", True),
        (REDUCED, "2027-01-01", False),
        (BASE, "2026-12-31", False),
        (BASE, "2099-01-01", True),
        ({"effective_to": "2026-12-31"}, "1990-01-01", True),
        ({}, "2026-11-24", True),
    ],
)
def test_a_row_applies_from_its_first_to_its_last_day(period, day, holds_then):
    assert holds(rows(fee(5, **period))[0], date.fromisoformat(day)) is holds_then


@pytest.mark.parametrize(
    ("day", "amount"), [("2026-12-31", 100), ("2027-01-01", 200), ("2027-06-01", 200)]
)
def test_only_the_row_of_the_day_is_the_fee_of_a_case(day, amount):
    both = rows(fee(100, **REDUCED), fee(200, **BASE))
    assert amounts(fee_in_force(both, date.fromisoformat(day))) == [amount]


def test_different_cases_keep_their_order():
    found = rows(fee(9, "B", **REDUCED), fee(5, "A"), fee(8, "B", **BASE))
    assert amounts(fee_in_force(found, date(2026, 11, 24))) == [9, 5]
    assert amounts(fee_in_force(found, date(2027, 1, 1))) == [5, 8]


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_of_overlapping_rows_applies(turned):
    both = rows(fee(100), fee(200, effective_from="2026-01-01"))
    assert amounts(fee_in_force(both[::-1] if turned else both, date(2026, 11, 24))) == [200]


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_of_the_channel_wins_over_a_row_of_all(turned):
    both = rows(fee(20, effective_from="2026-01-01"), fee(10, channel="online"))
    assert amounts(fee_in_force(both[::-1] if turned else both, date(2026, 11, 24))) == [10]


def test_later_fees_of_a_case_are_those_in_force_then():
    standing, for_a_year, later, _other = rows(
        fee(1, effective_to="2028-12-31"),
        fee(2, effective_from="2026-01-01", effective_to="2026-12-31"),
        fee(3, channel="online", effective_from="2030-01-01"),
        fee(9, "B", effective_from="2026-12-01"),
    )
    found = fees_after([standing, for_a_year, later, _other], for_a_year, date(2026, 11, 24))
    assert list(found) == [
        (date(2027, 1, 1), standing),
        (date(2029, 1, 1), None),
        (date(2030, 1, 1), later),
    ]


def test_a_fee_changes_on_first_days_and_after_last_ones():
    found = rows(fee(1, **REDUCED), fee(2, effective_from="2027-03-01"))
    assert days_of_change(found, date(2026, 11, 24)) == [date(2027, 1, 1), date(2027, 3, 1)]
