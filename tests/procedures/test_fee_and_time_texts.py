"""Times and money in Vietnamese words."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from procedures import fee_and_time_texts as texts


def limit(value=None, unit="", text="", condition=""):
    return SimpleNamespace(value=value, unit=unit, text=text, condition=condition)


def fee(amount, currency="VND", unit=""):
    return SimpleNamespace(amount=Decimal(amount), currency=currency, unit=unit)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("7", "7"),
        ("10", "10"),
        ("0.5", "0,5"),
        ("2.50", "2,5"),
        ("1000", "1.000"),
        ("1400000", "1.400.000"),
        ("12345.67", "12.345,67"),
    ],
)
def test_numbers_are_written_in_the_vietnamese_way(value, words):
    assert texts.format_number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (fee(200000), "200.000 đồng"),
        (fee(200000, unit="hộ chiếu"), "200.000 đồng/hộ chiếu"),
        (fee("12.5", "USD"), "12,5 đô la Mỹ"),
        (fee(0, unit="lần"), "Miễn phí"),
    ],
)
def test_a_fee_names_its_currency_and_unit(of, words):
    assert texts.describe_fee(of) == words


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (limit(Decimal("8.0"), "working_day"), "8 ngày làm việc"),
        (limit(Decimal("0.5"), "working_day"), "0,5 ngày làm việc"),
        (limit(0, "day"), "0 ngày"),
        (limit(8, "working_day", text="08 ngày làm việc"), "08 ngày làm việc"),
        (limit(condition="24/7"), "24/7"),
    ],
)
def test_a_limit_has_the_sources_words_or_number_and_unit(of, words):
    assert texts.describe_time_limit(of) == words


@pytest.mark.parametrize(
    ("days", "relation", "words"),
    [
        ([], "none", "Không quy định"),
        ([7], "single", "7 ngày"),
        ([7, 3], "stages", "7 ngày + 3 ngày"),
        ([7, 3], "alternatives", "7 ngày hoặc 3 ngày"),
        ([7, 7], "alternatives", "7 ngày"),
        ([7, 3, 1], "alternatives", "7 ngày (tuỳ trường hợp)"),
        ([7, 3, 1], "stages", "7 ngày + 3 ngày + 1 ngày"),
        ([7, 7], "stages", "7 ngày + 7 ngày"),
    ],
)
def test_the_limits_of_a_channel_are_summarised_in_one_line(days, relation, words):
    assert texts.summarise_time_limits([limit(value, "day") for value in days], relation) == words


def procedure(status, *fees):
    return SimpleNamespace(fee_status=status, fees=SimpleNamespace(all=lambda: list(fees)))


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (procedure("free", fee(0)), "Miễn phí"),
        (procedure("confirmed", fee(5000)), "5.000 đồng"),
        (procedure("confirmed", fee(9000), fee(5000)), "5.000 đồng – 9.000 đồng"),
        (procedure("confirmed", fee(5000), fee(5000)), "5.000 đồng"),
        (procedure("confirmed", fee(5000), fee(0)), "Miễn phí – 5.000 đồng"),
        (procedure("confirmed", fee(5000), fee(5000, "USD")), "Tuỳ trường hợp"),
        (procedure("confirmed", fee(10, "USD"), fee(5000)), "Tuỳ trường hợp"),
        (procedure("confirmed"), "Chưa xác minh"),
    ],
)
def test_confirmed_fees_are_summarised_in_one_line(of, words):
    assert texts.summarise_fees(of) == words


@pytest.mark.parametrize(
    "status", ["unverified", "conflicting", "unregulated", "by_circular_48_2022"]
)
def test_an_unconfirmed_fee_shows_no_amount(status):
    assert texts.summarise_fees(procedure(status, fee(5000))) == "Chưa xác minh"
