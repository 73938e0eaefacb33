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
from benchmarks.search_engines import ENGINES
from benchmarks.search_quality import quality

ENGINE = "own"
FIRST, THREE, THREE_WITH_SLIP = 93, 99, 97
DRAWS = 2


def measure() -> Iterator[Row]:
    """Yield the rows about quality."""
    engine = ENGINES[ENGINE](load_entries(), load_vocabulary())
    for file in query_files():
        queries = load_queries(file)
        ways: Sequence[tuple[str, list[Query]]] = (
            ("as typed", queries),
            ("without marks", without_marks(queries)),
        )
        for way, asked in ways:
            first, three = quality(engine, asked)
            yield at_least(
                f"{len(queries)} queries {file}, {way}: the right procedure first",
                first,
                FIRST,
                " %",
            )
            yield at_least(f"{len(queries)} queries {file}, {way}: among three", three, THREE, " %")
            _, three = quality(engine, with_slips(asked, DRAWS))
            yield at_least(
                f"{len(queries)} queries {file}, {way}, one slip: among three",
                three,
                THREE_WITH_SLIP,
                " %",
            )
