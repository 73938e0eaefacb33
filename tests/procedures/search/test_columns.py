"""Columns are added as if their numbers were added one by one."""

import random

import pytest

from procedures.search.columns import DENSE, LANE_BITS, Columns


def added_one_by_one(size, terms):
    return [
        sum(factor * numbers.get(place, 0) for factor, numbers in terms) for place in range(size)
    ]


@pytest.mark.parametrize("size", [0, 1, 24, 250])
def test_dense_and_sparse_columns_add_up(size):
    chance = random.Random(size)  # noqa: S311  # the same numbers each time
    columns = Columns(size)
    terms = [
        (
            chance.randrange(1 << 10),
            {place: chance.randrange(1 << 14) for place in chance.sample(range(size), many)},
        )
        for many in {min(size, count) for count in (0, 1, size // DENSE, size // 2, size)}
    ]
    found = columns.add_up((factor, columns.column(numbers)) for factor, numbers in terms)
    assert found == added_one_by_one(size, terms)


def test_the_largest_sum_stays_in_its_lane():
    columns = Columns(3)
    full = columns.column({1: (1 << LANE_BITS) - 1})
    assert columns.add_up([(1, full)]) == [0, (1 << LANE_BITS) - 1, 0]
