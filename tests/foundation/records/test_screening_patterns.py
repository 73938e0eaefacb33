"""The matches of patterns that pass over each word only once.

`make bench ARGS="--only screening"` measures the time for long texts.
"""

from foundation.records import screening
from foundation.records.screening import Kind
from tests.for_each import for_each


@for_each(
    ("text", "addresses"),
    [
        ("gửi a@b.vn+c@d.vn nhé", ["a@b.vn", "+c@d.vn"]),
        ("aaa bbb.ccc @ d.e.f.", ["bbb.ccc @ d.e.f"]),
        ("a@b@c.vn", ["b@c.vn"]),
        ("a@b", []),
    ],
)
def test_several_addresses_in_one_word_are_found(text, addresses):
    found = [one for one in screening.find(text) if one.kind is Kind.EMAIL]
    assert [text[one.start : one.end] for one in found] == addresses


@for_each(
    ("text", "codes"),
    [
        ("a.b.c.G01.899-260916-890028", ["a.b.c.G01.899-260916-890028"]),
        ("G01.899-260916-1 G01.899-260916-8900", ["G01.899-260916-8900"]),
        ("G01-260916-8900", []),
    ],
)
def test_codes_of_dossiers_are_found_whole_or_not_at_all(text, codes):
    found = [one for one in screening.find(text) if one.kind is Kind.DOSSIER]
    assert [text[one.start : one.end] for one in found] == codes


@for_each(("text", "masked"), [("a @b", "a @b"), ("@@a", "#"), ("a@", "a@"), ("x a@b@ y", "x # y")])
def test_a_word_with_a_sign_in_its_middle_counts_as_an_address(text, masked):
    assert screening.mask_numbers(text) == masked
