"""How often the shipped index finds the right procedure, for every file of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.report import Row, at_least
from benchmarks.search_data import Query, load_queries, query_files, with_slips, without_marks
from benchmarks.search_quality import DRAWS, Own, quality

FIRST, THREE, THREE_WITH_SLIP = 93, 99, 97
# Queries that we wrote ourselves, so their figures are information: they have no targets.
OWN_QUERIES = frozenset(("extra", "stories", "stories_heldout"))
SMALL = 20


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about quality."""
    engine = Own()
    for file in query_files():
        queries = load_queries(file)[: SMALL if small else None]
        ways = {"as typed": queries, "without marks": without_marks(queries)}
        for way, asked in ways.items():
            for row in _rows_about(engine, f"{len(asked)} queries {file}, {way}", asked):
                yield replace(row, target=None) if file in OWN_QUERIES else row


def _rows_about(engine: Own, name: str, queries: Sequence[Query]) -> Iterator[Row]:
    first, three = quality(engine, queries)
    yield at_least(f"{name}: the right procedure first", first, FIRST, " %")
    yield at_least(f"{name}: among three", three, THREE, " %")
    _first, three = quality(engine, with_slips(queries, DRAWS))
    yield at_least(f"{name}, one slip: among three", three, THREE_WITH_SLIP, " %")
