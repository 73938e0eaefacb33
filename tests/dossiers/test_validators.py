"""Validators of codes, phones, ID numbers and slip secrets."""

import pytest
from django.core.exceptions import ValidationError

from dossiers.validators import (
    clean_code,
    clean_id_number,
    clean_phone,
    clean_slip_secret,
    validate_code,
)
from tests.for_each import for_each

CODE = "G01.899.909-260916-890028"


@for_each(
    "pasted",
    [
        CODE,
        CODE.lower(),
        f"  {CODE}\n",
        "G01 . 899.909 - 260916 - 890028",
        "G01.899.909–260916—890028",  # other dashes
        "G01.899.909‑260916−890028",
        "G01.899.909 260916 890028",  # blanks for dashes
        "Ｇ０１．８９９．９０９－２６０９１６－８９００２８",
        "G01。899。909-260916-890028",
        "G01.899.909\u200b-260916\u00ad-890028\ufeff",
        "G01.899.909\u00a0-\u2003260916-890028",
        f"https://dichvucong.gov.vn/p/tra-cuu?ma_ho_so={CODE}&lang=vi",
        f"https://dichvucong.gov.vn/tra-cuu/{CODE}",
        "https://dichvucong.gov.vn/t?q=G01.899.909%2D260916%2D890028",
        f"dichvucong.bocongan.gov.vn/hs/{CODE.lower()}#x",
    ],
)
def test_pasted_codes_are_cleaned(pasted):
    assert clean_code(pasted) == CODE


@pytest.mark.parametrize(
    "code", ["000.00.00.H54-250714-0001", "G01.899.909-240229-12345", "A-260101-0000"]
)
def test_known_code_shapes_are_valid(code):
    assert clean_code(code) == code
    validate_code(code)


@for_each(
    "wrong",
    [
        "",
        " ",
        "-",
        "G01",
        "G01.899.909",
        "G01.899.909-260916",
        f"{CODE}-1",
        "G01.899.909-260916-123",  # three digits
        "G01.899.909-260916-1234567",
        "G01.899.909-26091-890028",
        "G01.899.909-261301-890028",  # no month 13
        "G01.899.909-260230-890028",  # no 30 February
        "G01.899.909-250229-890028",  # no leap year
        "G01.899.909-260100-890028",
        ".G01-260916-890028",
        "G01.-260916-890028",
        "G01..899-260916-890028",
        "G01_899-260916-890028",
        "Đ01.899.909-260916-890028",
        "G01.899.909-260916-89OO28",
        "G01.899.909-٢٦٠٩١٦-890028",  # digits that are not ASCII
        "'; DROP TABLE--260916-890028",
        "%00",
        "\0",
        "<script>",
        "../../etc/passwd",
        f"{CODE} {CODE}",
        f"https://x.vn/{CODE}/000.00.00.H54-250714-0001",  # ambiguous
        "A" * 60 + "-260916-890028",
        "9" * 501,
        "https://x.vn/?" + "a" * 500,
    ],
)
def test_invalid_codes_are_refused_in_vietnamese(wrong):
    with pytest.raises(ValidationError, match="Mã hồ sơ chưa đúng") as refused:
        clean_code(wrong)
    assert refused.value.code == "invalid_code"


@pytest.mark.parametrize("unclean", [CODE.lower(), f" {CODE}"])
def test_a_stored_code_must_be_clean(unclean):
    with pytest.raises(ValidationError):
        validate_code(unclean)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("", ""), ("0912 345 678", "+84912345678"), ("84912345678", "+84912345678")],
)
def test_phones_are_normalised(typed, stored):
    assert clean_phone(typed) == stored


@pytest.mark.parametrize("wrong", ["125", "không có", "+1 555 0100", "0912345678" * 4])
def test_invalid_phones_are_refused_without_repeating_them(wrong):
    with pytest.raises(ValidationError) as refused:
        clean_phone(wrong)
    assert wrong not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("4321", "4321"),
        ("025123456789", "6789"),
        ("123 456 789", "6789"),
        ("４３２１", "4321"),
    ],
)
def test_id_numbers_keep_their_last_four_digits(typed, stored):
    assert clean_id_number(typed)[-4:] == stored


@pytest.mark.parametrize("wrong", ["123", "12345", "abcd", "12a4", "1" * 13])
def test_invalid_id_numbers_are_refused(wrong):
    with pytest.raises(ValidationError):
        clean_id_number(wrong)


def test_slip_secrets_accept_similar_looking_letters():
    assert clean_slip_secret(" a1b-cOlI 2x3y ") == "A1BC0112X3Y"
