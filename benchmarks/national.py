"""The same catalogue grown to 6,400 procedures.

Search in the process, rebuilding while requests go on, memory.
"""

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
    with (
        data.copied(url, "national") as database,
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder,
    ):
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
    for slips, name in (
        (False, "search in the process, as meant"),
        (True, "search in the process, with a slip"),
    ):
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
        load, seconds = _publish_under_load(server, target, of_name=True)
        busy.append(load)
        served.append(seconds)
    yield at_most(
        "a name changed: snapshot rebuilt while requests go on, slowest",
        _slowest(server, 2),
        3,
        " s",
    )
    yield at_most("a name changed: served by every worker, under full load", max(served), 5, " s")
    time.sleep(3)  # one more look at the revisions, when old data is given back
    yield at_most(f"memory of a worker after {rebuilds} rebuilds", server.megabytes(), 250, " MB")
    for name, loads in (("without", quiet), ("with", busy)):
        rate, p99 = (
            statistics.median(getattr(load, figure) for load in loads) for figure in ("rate", "p99")
        )
        yield Row(f"{WINDOW} s {name} a rebuild: p99 {p99:.0f} ms", rate, "/s")
    yield from _small_changes(server, target, rebuilds)


def _small_changes(server: Server, target: Target, times: int) -> Iterator[Row]:
    before = len(_builds(server))
    served = [_publish_under_load(server, target, of_name=False)[1] for _ in range(times)]
    yield at_most(
        "anything else changed: snapshot rebuilt while requests go on, slowest",
        _slowest(server, before),
        3,
        " s",
    )
    yield at_most(
        "anything else changed: served by every worker, under full load", max(served), 5, " s"
    )


def _builds(server: Server) -> list[float]:
    return [
        event["ms"] / 1000
        for event in server.events("snapshot_loaded")
        if event["name"] == catalogue.name
    ]


def _slowest(server: Server, first: int) -> float:
    """Return the slowest build of all workers but for the `first` ones."""
    return max(_builds(server)[first:], default=0.0)


def _publish_under_load(server: Server, target: Target, *, of_name: bool) -> tuple[Load, float]:
    with ThreadPoolExecutor(1) as wrk:
        driving = wrk.submit(drive, target, WINDOW)
        time.sleep(1)
        seconds = seconds_until_served(server, publish_change(of_name=of_name))
        return driving.result(), seconds
