"""A catalogue grown to a size: search in the process, rebuilding while requests go on, memory.

A name that changes updates the search index; a condition, fee or step does not touch it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.different_searches import addresses, different_queries
from benchmarks.measuring import say
from benchmarks.publications import LIMIT, publish_change, seconds_until_served
from benchmarks.report import Row
from benchmarks.servers import Server, serving
from benchmarks.wrk import Load, Target, drive
from procedures.publishing.snapshot import catalogue
from procedures.search import SearchIndex

LIST = "/api/v1/procedures/"
QUERIES, QUERIES_SMALL = 2000, 200
WARM_UP = 100
GIVING_BACK = 3  # seconds: one more look at the revisions, after which old data is given back


@dataclass(frozen=True)
class Limits:
    """What a size must keep to; None where a figure is only information."""

    search_ms: float | None = None
    memory_mb: float | None = None
    rebuild_s: float | None = None
    served_s: float | None = None


@dataclass(frozen=True)
class Times:
    """How often the catalogue is rebuilt, and for how many seconds wrk asks meanwhile.

    In the seconds of `filling` every worker loads its snapshot and fills its memory.
    """

    rebuilds: int
    window: int
    filling: int


def times_for(*, small: bool) -> Times:
    """Return how long the server is measured."""
    return Times(1, 2, 1) if small else Times(3, 8, 6)


def search_rows(limit_ms: float | None = None, *, small: bool) -> Iterator[Row]:
    """Yield how long searches take in this process, one thread and nothing else."""
    index = catalogue.current().index
    size, count = len(catalogue.current().documents), QUERIES_SMALL if small else QUERIES
    for slips, way in ((False, "as meant"), (True, "with a slip")):
        what = f"search in the process among {size:,}, {way}"
        taken = _milliseconds(index, different_queries(count, slips=slips))
        yield _limited(f"{what}: p50", statistics.median(taken), limit_ms, " ms")
        yield Row(f"{what}: p99", statistics.quantiles(taken, n=100)[98], " ms")
    catalogue.forget()


def _limited(what: str, reached: float, limit: float | None, unit: str) -> Row:
    return Row(what, reached, unit, limit, at_least=False)


def _milliseconds(index: SearchIndex, queries: Sequence[str]) -> list[float]:
    for query in queries[:WARM_UP]:
        index.search(query)
    taken = []
    for query in queries:
        begun = time.perf_counter()
        index.search(query)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def server_rows(database: str, limits: Limits, *, small: bool) -> Iterator[Row]:
    """Yield start, memory and rebuilding of a server over the catalogue in `database`."""
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        searches = Path(folder, "searches.txt")
        searches.write_text(addresses(different_queries(QUERIES)), encoding="ascii")
        with serving(database) as server:
            yield Row("start to the first search", server.started, " s")
            target, times = Target(server, LIST, suffixes=searches), times_for(small=small)
            drive(target, times.filling)
            memory = server.megabytes()
            yield _limited("memory of a worker, loaded", memory, limits.memory_mb, " MB")
            yield from _name_changes(target, limits, times)
            yield from _other_changes(target, limits, times)


def _name_changes(target: Target, limits: Limits, times: Times) -> Iterator[Row]:
    server, before = target.server, len(_rebuild_seconds(target.server))
    quiet: list[Load] = []
    busy: list[Load] = []
    served: list[float] = []
    for number in range(times.rebuilds):
        say(f"a name changes, {number + 1} of {times.rebuilds}")
        quiet.append(drive(target, times.window))
        load, seconds = _publish_under_load(target, times.window, of_name=True)
        busy.append(load)
        served.append(seconds)
    yield from _rebuild_rows("a name changed", server, before, served, limits)
    time.sleep(GIVING_BACK)
    what = f"memory of a worker after {times.rebuilds} rebuilds"
    yield _limited(what, server.megabytes(), limits.memory_mb, " MB")
    for name, loads in (("without", quiet), ("with", busy)):
        rate, p99 = (
            statistics.median(getattr(load, part) for load in loads) for part in ("rate", "p99")
        )
        yield Row(f"{times.window} s {name} a rebuild: p99 {p99:.0f} ms", rate, "/s")


def _other_changes(target: Target, limits: Limits, times: Times) -> Iterator[Row]:
    before = len(_rebuild_seconds(target.server))
    served = []
    for number in range(times.rebuilds):
        say(f"anything else changes, {number + 1} of {times.rebuilds}")
        served.append(_publish_under_load(target, times.window, of_name=False)[1])
    yield from _rebuild_rows("anything else changed", target.server, before, served, limits)


def _rebuild_rows(
    change: str, server: Server, before: int, served: Sequence[float], limits: Limits
) -> Iterator[Row]:
    """Yield the slowest rebuild but for the first `before`, and the slowest publication."""
    slowest = max(_rebuild_seconds(server)[before:], default=float(LIMIT))
    rebuilt = f"{change}: snapshot rebuilt while requests go on, slowest"
    yield _limited(rebuilt, slowest, limits.rebuild_s, " s")
    everywhere = f"{change}: served by every worker, under full load"
    yield _limited(everywhere, max(served), limits.served_s, " s")


def _rebuild_seconds(server: Server) -> list[float]:
    """Return the seconds of each build of the catalogue in all workers, first loads included."""
    events = server.events("snapshot_loaded")
    return [event["ms"] / 1000 for event in events if event["name"] == catalogue.name]


def _publish_under_load(target: Target, window: int, *, of_name: bool) -> tuple[Load, float]:
    """Publish a change while wrk asks; return what wrk saw, and the seconds until all served it."""
    with ThreadPoolExecutor(1) as wrk:
        driving = wrk.submit(drive, target, window)
        time.sleep(1)
        seconds = seconds_until_served(target.server, publish_change(of_name=of_name))
        return driving.result(), seconds
