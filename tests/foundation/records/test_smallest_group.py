"""No small group can be computed from the shown ones, even by somebody who knows the rule."""

from collections import defaultdict

import pytest

from foundation.records.smallest_group import SMALLEST_GROUP, publishable


def tables(whole, groups):
    """Yield all tables of so many groups with this sum."""
    if groups == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in tables(whole - first, groups - 1):
            yield (first, *rest)


def shown(table):
    return publishable(dict(zip("abcdef", table, strict=False)))


@pytest.mark.parametrize(("groups", "most"), [(2, 40), (3, 26), (4, 18), (5, 13)])
def test_a_small_group_may_have_one_of_five_sizes(groups, most):
    """For every answer, enumerate all tables that give exactly this answer."""
    for whole in range(SMALLEST_GROUP, most + 1):
        alike = defaultdict(list)
        for table in tables(whole, groups):
            alike[tuple(shown(table).items())].append(table)
        for answer, possible in alike.items():
            for sizes in map(set, zip(*possible, strict=True)):
                if any(0 < size < SMALLEST_GROUP for size in sizes):
                    assert len(sizes) >= SMALLEST_GROUP, (whole, answer, sizes)
                    assert max(sizes) - min(sizes) >= SMALLEST_GROUP - 1, (whole, answer, sizes)


def test_only_large_groups_are_shown():
    for table in tables(16, 4):
        assert all(count >= SMALLEST_GROUP for count in shown(table).values()), table


def test_harmless_groups_are_shown():
    assert publishable({"a": 5, "b": 7}) == {"a": 5, "b": 7}
    assert publishable({"a": 9, "b": 0, "c": 0}) == {"a": 9}
    assert publishable({"a": 9, "b": 6, "c": 2, "d": 3}) == {"a": 9}
    assert publishable({"a": 9, "b": 6, "c": 2, "d": 3, "e": 0}) == {"a": 9, "b": 6}


def test_two_groups_that_must_be_of_four_are_not_shown():
    assert publishable({"a": 5, "b": 4, "c": 4}) == {}


def test_a_group_may_hide_a_smaller_one():
    assert publishable({"a": 30, "b": 8, "c": 2, "d": 0}) == {"a": 30}
