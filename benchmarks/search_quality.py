"""How well and how fast engines answer searches.

    python -m benchmarks.search_quality [--engine own] [--queries real]

For each engine and file of queries: how often a right procedure comes first or among three, as
typed, without marks, and with one slip of the finger; and the time per search, with the catalogue
as it is and as large as the nation's.
"""

import argparse
import gc
import time
from collections.abc import Sequence

from benchmarks.search_data import (
    Query,
    load_entries,
    load_queries,
    load_vocabulary,
    multiplied,
    query_files,
    with_slips,
    without_marks,
)
from benchmarks.search_engines import ENGINES, Engine

THREE = 3
NATION = 6400


def main() -> None:
    """Measure what is asked for and print the tables."""
    options = _options()
    names = options.engine or list(ENGINES)
    queries = {name: load_queries(name) for name in options.queries or query_files()}
    print(
        "| engine | queries | n | as typed | without marks | one slip | slip, no marks |\n"
        "|---|---|---|---|---|---|---|"
    )
    for name in names:
        engine = ENGINES[name](load_entries(), load_vocabulary())
        for file, asked in queries.items():
            print(
                f"| {name} | {file} | {len(asked)} | {quality_row(engine, asked, options.draws)} |",
                flush=True,
            )
    every = [query.text for asked in queries.values() for query in asked]
    print(
        "\n| engine | procedures | build, CPU s | p50, CPU ms | p95, CPU ms |\n"
        "|---|---|---|---|---|"
    )
    for size in options.size:
        for name in names:
            print(f"| {name} | {size} | {time_row(ENGINES[name], size, every)} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--engine",
        action="append",
        choices=list(ENGINES),
        help="one engine, may be repeated; else all",
    )
    parser.add_argument(
        "--queries",
        action="append",
        help="one file of benchmarks/queries, may be repeated; else all",
    )
    parser.add_argument(
        "--draws", type=int, default=2, help="how often each kind of slip is drawn for each query"
    )
    parser.add_argument(
        "--size", type=int, action="append", help="numbers of procedures to time with"
    )
    options = parser.parse_args()
    options.size = options.size or [0, NATION]
    return options


def quality_row(engine: Engine, queries: Sequence[Query], draws: int) -> str:
    """Return first hit and among three in per cent for each way to type."""
    plain = without_marks(queries)
    ways = (queries, plain, with_slips(queries, draws), with_slips(plain, draws))
    return " | ".join("{:.1f} / {:.1f}".format(*quality(engine, way)) for way in ways)


def quality(engine: Engine, queries: Sequence[Query]) -> tuple[float, float]:
    """Return for how many per cent of `queries` a right procedure is first, and among three."""
    answers = [(query.answers, engine.search(query.text)[:THREE]) for query in queries]
    first = sum(1 for right, found in answers if right.intersection(found[:1]))
    three = sum(1 for right, found in answers if right.intersection(found))
    return 100 * first / len(queries), 100 * three / len(queries)


def time_row(engine_class: type[Engine], size: int, texts: Sequence[str]) -> str:
    """Return the time to build and to search among `size` procedures (0: as many as there are)."""
    entries, vocabulary = multiplied(load_entries(), size), load_vocabulary()
    gc.collect()
    start = time.process_time()
    engine = engine_class(entries, vocabulary)
    built = time.process_time() - start
    taken = sorted(_milliseconds(engine, text) for text in texts)
    return f"{built:.2f} | {taken[len(taken) // 2]:.2f} | {taken[len(taken) * 95 // 100]:.2f}"


def _milliseconds(engine: Engine, text: str) -> float:
    start = time.process_time()
    engine.search(text)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
