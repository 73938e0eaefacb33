"""Phone numbers in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.for_each import for_each
from zalo_client import phones

numbers = st.from_regex(r"[35-9][0-9]{8}|2[0-9]{9}", fullmatch=True).filter(str.isascii)


@given(national=numbers, prefix=st.sampled_from(["84", "0", "+84"]))
def test_all_spellings_give_one_number(national, prefix):
    assert phones.normalise(prefix + national) == f"+84{national}"


@given(national=numbers)
def test_normalising_twice_changes_nothing(national):
    assert phones.normalise(phones.normalise("0" + national)) == phones.normalise("0" + national)


@pytest.mark.parametrize(
    "text", ["0912 345 678", "0912.345.678", "(+84) 912-345-678", " 84912345678\n"]
)
def test_separators_are_ignored(text):
    assert phones.normalise(text) == "+84912345678"


@for_each(
    "text",
    ["", "abc", "912345678", "0012345678", "091234567", "09123456789", "+14155552671",
     "0084912345678", "+840912345678", "0112345678",
     "٠٩١٢٣٤٥٦٧٨", "０９１２３４５６７８", "0912345678x", "0" * 5000, "+84 +84912345678", "113"],
)  # fmt: skip
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match="not a Vietnamese phone number"):
        phones.normalise(text)


@given(st.text(max_size=40))
def test_any_text_is_normalised_or_refused(text):
    try:
        result = phones.normalise(text)
    except ValueError as error:
        assert str(error) == "not a Vietnamese phone number"  # noqa: PT017  # both ways are allowed
    else:
        assert result.startswith("+84")
        assert result[1:].isdecimal()
        assert 12 <= len(result) <= 13


def test_zalo_gets_no_plus_sign():
    assert phones.for_zalo("+84912345678") == "84912345678"
