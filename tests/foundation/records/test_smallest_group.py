"""No small group can be worked out by subtracting what is shown from its whole."""

from itertools import product

from foundation.records.smallest_group import SMALLEST_GROUP, publishable

COUNTS = range(9)


def test_what_is_left_of_a_whole_is_nobody_or_many():
    for counts in product(COUNTS, repeat=3):
        groups, whole = dict(zip("abc", counts, strict=True)), sum(counts)
        shown = publishable(groups, whole)
        left = whole - sum(shown.values())
        assert all(count >= SMALLEST_GROUP for count in shown.values())
        assert left == 0 or left >= SMALLEST_GROUP or not shown, groups


def test_what_hides_nobody_is_shown():
    assert publishable({"a": 5, "b": 7}, 12) == {"a": 5, "b": 7}
    assert publishable({"a": 9, "b": 6, "c": 2, "d": 3}, 20) == {"a": 9, "b": 6}


def test_only_the_smallest_of_the_shown_makes_way():
    assert publishable({"a": 9, "b": 6, "c": 2}, 17) == {"a": 9}
