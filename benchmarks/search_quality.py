"""How often the shipped index finds the right procedure.

    python -m benchmarks.search_quality [real heldout …]

prints for these files of queries, or for all of them, how often a right procedure comes first or
among three: as typed, without marks, and with one slip of the finger in each of them.
"""

import sys
from collections.abc import Sequence

from benchmarks.search_data import (
    Query,
    load_entries,
    load_queries,
    load_vocabulary,
    query_files,
    with_slips,
    without_marks,
)
from procedures.search import SearchIndex

THREE = 3
DRAWS = 2  # of each kind of slip, for each query


class Own:
    """The index over the catalogue's files."""

    def __init__(self) -> None:
        self._index = SearchIndex(load_entries(), load_vocabulary())

    def search(self, query: str) -> Sequence[str]:
        """Return the ids of the procedures found, best first."""
        return self._index.search(query).ids


def quality(engine: Own, queries: Sequence[Query]) -> tuple[float, float]:
    """Return for how many per cent of `queries` a right procedure is first, and among three."""
    answers = [(query.answers, engine.search(query.text)[:THREE]) for query in queries]
    first = sum(1 for right, found in answers if right.intersection(found[:1]))
    three = sum(1 for right, found in answers if right.intersection(found))
    return 100 * first / len(queries), 100 * three / len(queries)


def main(names: Sequence[str]) -> None:
    """Print the table."""
    engine = Own()
    print("| queries | n | as typed | without marks | one slip | slip, no marks |")
    print("|---|---|---|---|---|---|")
    for name in names or query_files():
        queries = load_queries(name)
        plain = without_marks(queries)
        ways = (queries, plain, with_slips(queries, DRAWS), with_slips(plain, DRAWS))
        shares = " | ".join("{:.1f} / {:.1f}".format(*quality(engine, way)) for way in ways)
        print(f"| {name} | {len(queries)} | {shares} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
