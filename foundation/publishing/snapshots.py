"""Snapshots: published data that web processes keep in memory, replaced when a revision moves.

Requests only read `Snapshot.current()`. In each process a daemon thread checks the revisions every
few seconds, builds new data while requests go on, and then swaps it in. If the database does not
answer, the old data stays in use.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Generic, TypeVar, cast

import structlog
from django.conf import settings
from django.db import close_old_connections, connection

from foundation.database import replica
from foundation.metrics import meters
from foundation.publishing.models import Revision, is_reached, newest_revision
from foundation.records import at_exit, process_memory

log = structlog.get_logger("police_portal.snapshots")
T = TypeVar("T")


class Snapshot(Generic[T]):
    """One set of published data, in memory.

    `build(revision, previous)` returns the new value; `previous` lets it keep what did not change.
    """

    registry: "dict[str, Snapshot[object]]" = {}

    def __init__(self, name: str, build: Callable[[int, T | None], T]) -> None:
        self.name = name
        self._build = build
        self._value: T | None = None
        self._revision = -1
        self._lock = threading.Lock()
        self.registry[name] = self  # type: ignore[assignment]  # the watcher does not look inside

    def current(self) -> T:
        """Return the data. Only the first call in a process loads it; later ones send no query."""
        if self._value is None:
            self.refresh()
            watcher.start()
        return cast("T", self._value)

    def refresh(self) -> bool:
        """Load the newest revision unless it is held already; return True if data was loaded."""
        with self._lock:
            revision = newest_revision(self.name)
            if revision == self._revision and self._value is not None:
                return False
            started = time.perf_counter()
            # A replica that has the revision has all that was published in its transaction.
            self._value = replica.read(
                partial(self._build, revision, self._value),
                holds=partial(is_reached, self.name, revision),
            )
            self._revision = revision
        log.info(
            "snapshot_loaded",
            name=self.name,
            revision=revision,
            ms=round((time.perf_counter() - started) * 1000),
        )
        return True

    @property
    def revision(self) -> int | None:
        """The revision held, or None before the first load."""
        return None if self._value is None else self._revision

    def forget(self) -> None:
        """Drop the data; the next `current()` loads it again. For tests and forked processes."""
        self._value = None
        self._revision = -1


class Watcher:
    """The thread that keeps the snapshots of this process up to date and runs small jobs."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None
        self._working = threading.Lock()
        self._rounds = threading.RLock()

    def start(self) -> None:
        """Start the thread once in each process, unless CATALOGUE_REFRESH_SECONDS is 0."""
        if settings.CATALOGUE_REFRESH_SECONDS and (
            self._thread is None or not self._thread.is_alive()
        ):
            self._thread = threading.Thread(target=self._watch, name="snapshots", daemon=True)
            self._thread.start()
            at_exit.call(self.run_jobs)

    def _watch(self) -> None:
        taken = 0.0
        while True:
            time.sleep(pause_after(taken))
            begun = time.perf_counter()
            self._succeeds(close_old_connections)
            self.run_once()
            taken = time.perf_counter() - begun

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Leave the rounds out meanwhile."""
        with self._rounds:
            yield

    def run_once(self) -> None:
        """Refresh the snapshots that moved, then run the jobs. What fails is tried again later."""
        if not self._rounds.acquire(blocking=False):
            return
        try:
            self._round()
        finally:
            self._rounds.release()

    def _round(self) -> None:
        moved: list[Snapshot[object]] = []
        if self._succeeds(lambda: moved.extend(self._moved())):
            for snapshot in moved:
                self._succeeds(snapshot.refresh)
            _tell_new(set(Snapshot.registry.values()) - set(moved))
            self.run_jobs()
        if moved:
            # After rebuilds of 1,000 procedures, 30 MB stay with glibc: above 200 MB in all.
            process_memory.return_freed_memory()

    def run_jobs(self) -> None:
        """Run the jobs; once more when the process ends, for what was counted since."""
        with self._working:  # the process must not end while its thread is writing
            for job in self.jobs:
                self._succeeds(job)

    def _succeeds(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception as error:  # noqa: BLE001  # the thread must outlive every outage
            log.warning("snapshot_refresh_failed", error=type(error).__name__)
            connection.close()
            return False
        return True

    def _moved(self) -> Iterator["Snapshot[object]"]:
        numbers = dict(Revision.objects.values_list("name", "number"))
        for name, snapshot in Snapshot.registry.items():
            if snapshot.revision is not None and snapshot.revision != numbers.get(name, 0):
                yield snapshot

    def after_fork(self) -> None:
        """Drop all data: a forked process has no thread until its first request starts one."""
        self._thread, self._working, self._rounds = None, threading.Lock(), threading.RLock()
        for snapshot in Snapshot.registry.values():
            snapshot.forget()


def _tell_new(snapshots: Iterable[Snapshot[object]]) -> None:
    """Measure that these are new. One that moved is told in the next round, if it was loaded."""
    for snapshot in snapshots:
        if snapshot.revision is not None:
            meters.snapshot_is_new(snapshot.name)


def pause_after(taken: float) -> float:
    """Return the seconds to wait after a round of `taken` seconds.

    Under full load a round takes up to 3 s, which must not add to the wait for the next one.
    """
    wanted: float = settings.CATALOGUE_REFRESH_SECONDS
    return max(wanted / 4, wanted - taken)


watcher = Watcher()
os.register_at_fork(after_in_child=watcher.after_fork)


def forget_snapshots() -> None:
    """Drop the data of all snapshots."""
    for snapshot in Snapshot.registry.values():
        snapshot.forget()


process_memory.register(forget_snapshots)


@contextmanager
def own_snapshots() -> Iterator[None]:
    """Let a command go on with what it published in a transaction that is still open.

    Put it around the transaction. The thread of the process reads what is committed, and would
    bring former data back in the middle. What was rolled back is forgotten at the end.
    """
    with watcher.standing_still():
        forget_snapshots()
        try:
            yield
        finally:
            forget_snapshots()
