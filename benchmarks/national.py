"""The same catalogue grown to 6,400 procedures: search in the process, rebuilding while requests go on, memory."""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import data
from benchmarks.freshness import publish_change, seconds_until_served
from benchmarks.load import Load, Target, drive
from benchmarks.queries import addresses, different_queries
from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
from procedures.search import SearchIndex
from procedures.snapshot import catalogue

LIST = "/api/v1/procedures/"
QUERIES = 2000
WINDOW = 8


def measure(url: str, rebuilds: int) -> Iterator[Row]:
    """Yield the rows of the large catalogue, made in a copy of the database at `url`."""
    with data.copied(url, "national") as database, tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        count = data.multiply()
        print(f"  {count:,} procedures", flush=True)
        yield from _in_process()
        different = Path(folder, "different.txt")
        different.write_text(addresses(different_queries(QUERIES)), encoding="ascii")
        with serving(database) as server:
            yield Row(f"start to the first search with {count:,} procedures", server.started, " s")
            yield from _rebuilding(server, Target(server, LIST, suffixes=different), rebuilds)


def _in_process() -> Iterator[Row]:
    index = catalogue.current().index
    for slips, name in ((False, "search in the process, as meant"), (True, "search in the process, with a slip")):
        times = _times(index, different_queries(QUERIES, slips=slips))
        yield at_most(f"{name}: p50", statistics.median(times), 3, " ms")
        yield Row(f"{name}: p99", statistics.quantiles(times, n=100)[98], " ms")
    catalogue.forget()


def _times(index: SearchIndex, queries: Sequence[str]) -> list[float]:
    for query in queries[:100]:
        index.search(query)
    times = []
    for query in queries:
        begun = time.perf_counter()
        index.search(query)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def _rebuilding(server: Server, target: Target, rebuilds: int) -> Iterator[Row]:
    drive(target, 6)  # every worker loads its snapshot and fills its memory
    yield at_most("memory of a worker, loaded", server.megabytes(), 250, " MB")
    quiet: list[Load] = []
    busy: list[Load] = []
    served: list[float] = []
    for _ in range(rebuilds):
        quiet.append(drive(target, WINDOW))
        load, seconds = _publish_under_load(server, target)
        busy.append(load)
        served.append(seconds)
    built = [event["ms"] / 1000 for event in server.events("snapshot_loaded") if event["name"] == catalogue.name]
    yield at_most("snapshot rebuilt while requests go on, slowest", max(built[2:], default=0.0), 3, " s")
    yield at_most("publication until every worker serves it, under full load", max(served), 5, " s")
    yield at_most(f"memory of a worker after {rebuilds} rebuilds", server.megabytes(), 250, " MB")
    for name, loads in (("without", quiet), ("with", busy)):
        yield Row(f"answers in {WINDOW} s {name} a rebuild", statistics.median(load.rate for load in loads), "/s")
        yield Row(f"p99 in {WINDOW} s {name} a rebuild", statistics.median(load.p99 for load in loads), " ms")


def _publish_under_load(server: Server, target: Target) -> tuple[Load, float]:
    with ThreadPoolExecutor(1) as wrk:
        driving = wrk.submit(drive, target, WINDOW)
        time.sleep(1)
        seconds = seconds_until_served(server, publish_change())
        return driving.result(), seconds
