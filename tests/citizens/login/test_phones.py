"""Phone numbers as people see them."""

import pytest

from citizens.login.phones import masked


@pytest.mark.parametrize(
    ("phone", "shown"), [("+84912345678", "0912•••678"), ("+842103846123", "0210•••123")]
)
def test_phone_numbers_are_masked(phone, shown):
    assert masked(phone) == shown
