"""Rows: the same sums whether a row is an integer or an array."""

import random
from array import array

import pytest

from procedures.search.rows import (
    ONE,
    UNIT,
    WHOLE,
    added_up,
    best_of,
    cell,
    changed,
    parts_of,
    row_of,
    value_of,
    weighed,
    wholly_in,
)


def made(values: dict[int, float], size: int):
    return row_of(
        array("I", (cell(number, value_of(value)) for number, value in values.items())), size
    )


@pytest.mark.parametrize(
    ("size", "count"),
    [(1, 1), (164, 1), (164, 40), (164, 164), (6400, 1), (6400, 500), (6400, 6400)],
)
def test_a_row_keeps_its_values(size, count):
    values = dict.fromkeys(range(size - count, size), 1.5)
    assert parts_of(made(values, size)) == dict.fromkeys(values, int(1.5 * ONE))


@pytest.mark.parametrize("size", [7, 164, 1500])
def test_sums_are_those_of_a_loop(size):
    chance = random.Random(size)  # noqa: S311  # no secret
    rows = [
        {
            number: chance.random() * 2.5
            for number in chance.sample(range(size), chance.randrange(1, size))
        }
        for _ in range(20)
    ]
    weights = [weighed(1 / 20)] * 20
    sums = added_up(zip(weights, (made(row, size) for row in rows), strict=True), size)
    expected = [
        sum(weights[0] * int(row.get(number, 0.0) * ONE) for row in rows) for number in range(size)
    ]
    assert list(sums) == expected


def test_the_largest_sum_fits():
    """All weights together are the whole, and no value reaches 4.

    No procedure's sum runs over into the next one's.
    """
    row = made(dict.fromkeys(range(100), 99.0), 100)
    assert list(added_up([(WHOLE, row)], 100)) == [WHOLE * (4 * ONE - 1)] * 100
    assert WHOLE * 4 * ONE == UNIT * 4 == 2**32


@pytest.mark.parametrize("share", [0.0, 0.4, 0.99])
def test_the_best_are_those_above_a_share_of_the_best(share):
    chance = random.Random(5)  # noqa: S311  # no secret
    sums = array("I", [chance.randrange(2**32) for _ in range(300)])
    peak, found = best_of(sums, share)
    assert (peak, found) == (
        max(sums),
        [number for number, total in enumerate(sums) if total > int(share * max(sums))],
    )


def test_nobody_is_best_where_all_have_nothing():
    assert best_of(array("I", [0, 0]), 0.4) == (0, [])


def test_a_change_replaces_adds_and_takes_away():
    row = made({0: 1.0, 5: 2.0}, 10)
    changes = array("I", [cell(0, 0), cell(5, ONE), cell(9, value_of(0.3))])
    assert parts_of(changed(row, changes, 10)) == {5: ONE, 9: int(0.3 * ONE)}


@pytest.mark.parametrize("size", [10, 200])
def test_only_values_of_one_and_more_are_whole(size):
    assert wholly_in(made({0: 0.3, 1: 1.0, 2: 2.5}, size)) == 2
