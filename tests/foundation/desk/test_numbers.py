"""Numbers in what a browser sends."""

from foundation.desk.numbers import read_number
from tests.for_each import for_each


@for_each("text", ["", "x", "-1", "1.0", "٣", "²", "9" * 19, "9" * 5000])
def test_what_is_no_number_of_ours_is_none(text):
    assert read_number(text) is None


def test_a_number_is_read():
    assert (read_number("007"), read_number("9" * 18)) == (7, 10**18 - 1)
