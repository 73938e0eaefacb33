"""How often a search finds the right procedure: the shipped index, on every file of queries."""

from collections.abc import Iterator, Sequence

from benchmarks.report import Row, at_least
from benchmarks.search_data import (
    Query,
    load_entries,
    load_queries,
    load_vocabulary,
    query_files,
    with_slips,
    without_marks,
)
from benchmarks.search_engines import Engine, Own
from benchmarks.search_quality import quality

FIRST, THREE, THREE_WITH_SLIP = 93, 99, 97
DRAWS = 2
SMALL = 20


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about quality."""
    engine = Own(load_entries(), load_vocabulary())
    for file in query_files():
        queries = load_queries(file)[: SMALL if small else None]
        yield from _ways(engine, f"{len(queries)} queries {file}, as typed", queries)
        plain = without_marks(queries)
        yield from _ways(engine, f"{len(queries)} queries {file}, without marks", plain)


def _ways(engine: Engine, asked: str, queries: Sequence[Query]) -> Iterator[Row]:
    first, three = quality(engine, queries)
    yield at_least(f"{asked}: the right procedure first", first, FIRST, " %")
    yield at_least(f"{asked}: among three", three, THREE, " %")
    _first, three = quality(engine, with_slips(queries, DRAWS))
    yield at_least(f"{asked}, one slip: among three", three, THREE_WITH_SLIP, " %")
