"""Rows: a number for each of many procedures, so that a query adds up the rows of its terms.

A row that many procedures have a part in is one large integer with 32 bits for each of them,
because Python multiplies and adds large integers in C: a quarter of a microsecond for 164
procedures, where a loop over forty takes three. A row of few is a short array of numbers of
procedures, each with its value in the lowest bits.
"""

import re
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from struct import Struct, pack
from sys import byteorder
from typing import TypeAlias

Row: TypeAlias = "int | array[int]"

# Values are counted in 1/ONE and stay below 4, weights in 1/WHOLE and add up to no more than 1:
# sums fit in 32 bits.
ONE, WHOLE = 1 << 12, 1 << 18
MOST = 4 * ONE - 1
# Sums are counted in 1/UNIT.
UNIT = ONE * WHOLE
SHIFT = 14
_LANE = (1 << 32) - 1
# Where in memory the highest byte of each sum is.
_HIGHEST = slice(3 if byteorder == "little" else 0, None, 4)
_ONE = re.compile(b"\1")
# A row is an integer if more than this share of the procedures has a part in it; of many
# procedures, where an integer takes 4 KB and more, if more than that share has.
_FEW, _FEW_OF_MANY, _MANY = 1 / 40, 1 / 20, 1000


def value_of(amount: float) -> int:
    """Return `amount`, 0 up to 4, as a value of a row."""
    return min(MOST, int(amount * ONE))


def cell(number: int, value: int) -> int:
    """Return what stands for the procedure `number` in the array of a row."""
    return number << SHIFT | value


def row_of(parts: "array[int]", size: int) -> Row:
    """Return the row of `parts`, each made by `cell` for another of `size` procedures."""
    if len(parts) <= size * (_FEW if size <= _MANY else _FEW_OF_MANY):
        return array("I", parts)
    values = [0] * size
    for part in parts:
        values[part >> SHIFT] = part & MOST
    return int.from_bytes(pack(f"<{size}I", *values), "little")


@lru_cache(maxsize=1024)
def unpacking(size: int) -> Callable[[int], tuple[int, ...]]:
    """Return the function that returns the `size` values of 32 bits in an integer.

    The lowest first.
    """
    unpack, length = Struct(f"<{size}I").unpack, 4 * size
    return lambda total: unpack(total.to_bytes(length, "little"))


def values_of(total: int, size: int) -> tuple[int, ...]:
    """Return the `size` values of 32 bits in an integer, the lowest first."""
    return unpacking(size)(total)


def _size(row: int) -> int:
    """Return up to which procedure `row` has values."""
    return (row.bit_length() + 31) // 32


def parts_of(row: Row) -> dict[int, int]:
    """Return the values in `row`, in 1/ONE, by the number of the procedure."""
    if isinstance(row, int):
        return {number: value for number, value in enumerate(values_of(row, _size(row))) if value}
    return {part >> SHIFT: part & MOST for part in row}


def wholly_in(row: Row) -> int:
    """Return how many procedures have a value of at least 1 in `row`."""
    values = values_of(row, _size(row)) if isinstance(row, int) else [part & MOST for part in row]
    return sum(1 for value in values if value >= ONE)


def changed(row: Row, changes: "array[int]", size: int) -> Row:
    """Return `row` with `changes`, each made by `cell`; a value of 0 takes the procedure out."""
    if not row:
        return row_of(changes, size)
    if isinstance(row, int):
        for part in changes:  # in place of 25 KB taken apart and put together again
            shift = 32 * (part >> SHIFT)
            row += ((part & MOST) - (row >> shift & _LANE)) << shift
        return row
    parts = parts_of(row) | {part >> SHIFT: part & MOST for part in changes}
    return row_of(
        array("I", [number << SHIFT | value for number, value in parts.items() if value]), size
    )


def weighed(share: float) -> int:
    """Return the weight of a share of the query, in 1/WHOLE."""
    return int(share * WHOLE)


def added_up(rows: Iterable[tuple[int, Row]], size: int) -> "array[int]":
    """Return for each of `size` procedures the sum of the rows, each times its weight.

    In 1/UNIT.
    """
    total = 0
    short: list[tuple[int, array[int]]] = []
    for weight, row in rows:
        if isinstance(row, int):
            total += weight * row
        else:
            short.append((weight, row))
    sums = array("I", total.to_bytes(4 * size, byteorder))
    if byteorder == "big":
        sums.reverse()
    for weight, parts in short:
        for part in parts:
            sums[part >> SHIFT] += weight * (part & MOST)
    return sums


def best_of(sums: "array[int]", share: float) -> tuple[int, list[int]]:
    """Return the greatest of `sums`, and the numbers of those that are more than `share` of it.

    Their highest bytes are looked at first, which Python does in C: few are left to be compared.
    """
    highest = sums.tobytes()[_HIGHEST]
    least_highest = _at_least(int(share * max(highest)))
    great = [found.start() for found in _ONE.finditer(highest.translate(least_highest))]
    peak = max([sums[number] for number in great])
    least = int(share * peak)
    return peak, [number for number in great if sums[number] > least]


@lru_cache(maxsize=256)
def _at_least(least: int) -> bytes:
    return bytes(least) + b"\1" * (256 - least)
