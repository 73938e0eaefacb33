"""The catalogue as shipped, and grown to 1,000 procedures: three times what the police have."""

from collections.abc import Iterator

from benchmarks.catalogue_copies import multiply
from benchmarks.large_catalogue import Limits, search_rows, server_rows
from benchmarks.report import Row

SIZE, SIZE_SMALL = 1_000, 200
LIMITS = Limits(search_ms=2, memory_mb=200, rebuild_s=2, served_s=5)


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a catalogue of the police."""
    yield from search_rows(small=small)
    multiply(SIZE_SMALL if small else SIZE)
    yield from search_rows(LIMITS.search_ms, small=small)
    yield from server_rows(database, LIMITS, small=small)
