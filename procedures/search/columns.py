"""Whole numbers by procedure, added up fast: many columns at once, as lanes of one long number."""

import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The width of a lane. A sum that needs more runs over into the next procedure's.
LANE_BITS = 32
# Columns of at least one procedure in so many are lanes. Then these are smaller, and faster to add,
# than the entries of a dict.
DENSE = 12


class Column(NamedTuple):
    """The numbers of the procedures that have one: as `lanes`, or else one by one in `few`."""

    lanes: int
    few: Mapping[int, int]


class Columns:
    """Makes and adds columns for `size` procedures, which are numbered from 0."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lanes = struct.Struct(f"<{size}I")

    def column(self, numbers: Mapping[int, int]) -> Column:
        """Return the column of `numbers`, by procedure; none is negative."""
        if len(numbers) * DENSE < self._size:
            return Column(0, numbers)
        lanes = self._lanes.pack(*[numbers.get(place, 0) for place in range(self._size)])
        return Column(int.from_bytes(lanes, "little"), {})

    def add_up(self, terms: Iterable[tuple[int, Column]]) -> list[int]:
        """Return the sum of the columns, each times its factor, by procedure.

        No sum may reach 2 to the power of LANE_BITS.
        """
        lanes, one_by_one = 0, []
        for factor, column in terms:
            if column.few:
                one_by_one.append((factor, column.few))
            else:
                lanes += factor * column.lanes
        sums = list(self._lanes.unpack(lanes.to_bytes(self._lanes.size, "little")))
        for factor, few in one_by_one:
            for place, number in few.items():
                sums[place] += factor * number
        return sums
