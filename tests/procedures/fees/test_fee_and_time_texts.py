"""Times and money in Vietnamese words."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from procedures.fees import fee_and_time_texts as texts


def limit(value=None, unit="", text="", condition=""):
    return SimpleNamespace(value=value, unit=unit, text=text, condition=condition)


def fee(amount, currency="VND", unit="", amount_to=None):
    return {"amount": amount, "amount_to": amount_to, "currency": currency, "unit": unit}


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
        (fee(12.5, "USD"), "12,5 đô la Mỹ"),
        (fee(35000, unit="lần", amount_to=105000), "từ 35.000 đến 105.000 đồng/lần"),
        (fee(0, unit="lần", amount_to=5), "Miễn phí – 5 đồng/lần"),
        (fee(None, unit="lần"), "Chưa rõ mức thu"),
        (fee(0, unit="lần"), "Miễn phí"),
    ],
)
def test_a_fee_has_its_currency_and_unit(of, words):
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
def test_a_limit_uses_the_sources_words_or_number_and_unit(of, words):
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
