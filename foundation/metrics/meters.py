"""Counts and measurements of web processes, in files of METRICS_DIR that another process reads.

Nothing is measured, and the library is not even loaded, until `begin` is called. No label is
personal: only routes, codes of problems and names of our own calls.
"""

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

# From a query to the longest wait of nginx for an answer.
SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meters:
    """The meters of one process. deploy/alarms.yml uses their names and labels."""

    def __init__(self, registry: "CollectorRegistry") -> None:
        from prometheus_client import Counter, Gauge, Histogram  # only when measuring

        counter = partial(Counter, namespace="portal", registry=registry)
        gauge = partial(Gauge, namespace="portal", registry=registry)
        histogram = partial(Histogram, namespace="portal", registry=registry, buckets=SECONDS)
        self.requests = counter("requests", "Requests.", ["route", "method", "status"])
        self.seconds = histogram("request_seconds", "Time of answers.", ["route"])
        self.refusals = counter("refusals", "Problems answered.", ["code"])
        self.database = histogram("database_seconds", "Waits for the database.")
        self.silences = counter("database_silences", "Waits in vain for the database.")
        self.late_reads = counter("replica_reads", "Reads that may be late.", ["answered"])
        self.zalo = histogram("zalo_seconds", "Calls to Zalo.", ["outcome"])
        self.alone = counter("cache_fallbacks", "Counted in a process: the cache was away.")
        added = partial(gauge, multiprocess_mode="livesum")
        self.busy = added("threads_busy", "Threads at work.")
        self.threads = added("threads", "Threads of all processes.")
        oldest = partial(gauge, multiprocess_mode="livemin")
        self.snapshots = oldest("snapshot_checked_time", "When it was new.", ["name"])
        last = partial(gauge, multiprocess_mode="mostrecent")
        self.clock = last("zalo_clock_seconds", "Zalo's clock minus ours.", ["host"])


_held: Meters | None = None


def begin(folder: Path, threads: int, registry: "CollectorRegistry | None" = None) -> None:
    """Measure from now on, into `folder`; `threads` is the number of this process's threads."""
    global _held  # noqa: PLW0603  # a process has one set of meters
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    folder.mkdir(parents=True, exist_ok=True)
    from prometheus_client import CollectorRegistry, values  # it reads the variable when loaded

    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]  # it has no types
    _held = Meters(registry or CollectorRegistry())
    _held.threads.set(threads)


def end() -> None:
    """Remove this process from the live ones; otherwise it counts as lost."""
    from prometheus_client import multiprocess  # only when measuring

    multiprocess.mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]  # it has no types


class _AtWork:
    """Counts a thread as busy while the block runs."""

    def __enter__(self) -> None:
        if _held:
            _held.busy.inc()

    def __exit__(self, *_error: object) -> None:
        if _held:
            _held.busy.dec()


at_work = _AtWork()


def answered(route: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request; `route` is the pattern of its address, never the address."""
    if _held:
        named = route if route is not None else "-"
        _held.requests.labels(named, method if method in _METHODS else "-", str(status)).inc()
        _held.seconds.labels(named).observe(seconds)


# Clients must not create new series.
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def refused(code: str) -> None:
    """Count a problem in an answer."""
    if _held:
        _held.refusals.labels(code).inc()


def waited_for_database(seconds: float) -> None:
    """Record how long an exchange with the database took."""
    if _held:
        _held.database.observe(seconds)


def waited_in_vain() -> None:
    """Count an exchange that the database did not answer."""
    if _held:
        _held.silences.inc()


def read_late(answered: str) -> None:
    """Count a read that may be some seconds old: "replica", or the reason for using the primary."""
    if _held:
        _held.late_reads.labels(answered).inc()


def counted_alone() -> None:
    """Record that the shared cache was not used, or did not answer in time."""
    if _held:
        _held.alone.inc()


def called_zalo(outcome: str, seconds: float, ahead: float | None = None) -> None:
    """Record a call: "ok" or the name of our error, its time, and how far Zalo's clock is ahead."""
    if _held:
        _held.zalo.labels(outcome).observe(seconds)
        if ahead is not None:
            _held.clock.labels("zalo").set(ahead)


def snapshot_is_new(name: str) -> None:
    """Record that a snapshot has the newest revision."""
    if _held:
        _held.snapshots.labels(name).set(time.time())
