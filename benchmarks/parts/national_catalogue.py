"""The catalogue grown to the nation's 6,400 procedures: for information, without a target."""

from collections.abc import Iterator

from benchmarks.catalogue_copies import multiply
from benchmarks.large_catalogue import Limits, search_rows, server_rows
from benchmarks.report import Row

SIZE, SIZE_SMALL = 6_400, 300


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a catalogue of the nation."""
    multiply(SIZE_SMALL if small else SIZE)
    yield from search_rows(small=small)
    yield from server_rows(database, Limits(), small=small)
