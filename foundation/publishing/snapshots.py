"""Snapshots: published data in the memory of web processes, replaced when a revision moves.

Requests only read `Snapshot.current()`. In each process a daemon thread checks the revisions every
few seconds, builds new data while requests go on, and then swaps it in. If the database does not
answer, the old data stays in use.

Data that a transaction loads may be uncommitted, and may never be committed. So it is used by this
transaction alone, and the thread loads the committed data for all others.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Generic, TypeVar, cast

import structlog
from django.conf import settings
from django.db import close_old_connections, connection, transaction

from foundation.metrics import meters
from foundation.processes import forks
from foundation.publishing.models import Revision, is_reached, newest_revision
from foundation.records import at_exit, process_memory
from foundation.scale.database import replica

log = structlog.get_logger("police_portal.snapshots")
T = TypeVar("T")


class _Loaded(Generic[T]):
    """Data that a transaction loaded.

    It is kept in Django's list of on-commit work: that is emptied when the transaction ends, and
    loses the entries of a savepoint that is rolled back.
    """

    def __init__(self, snapshot: "Snapshot[T]", revision: int, value: T) -> None:
        self.snapshot: Snapshot[T] | None = snapshot
        self.revision, self.value = revision, value

    def __call__(self) -> None:
        """Do nothing: more may have been written since."""


class Snapshot(Generic[T]):
    """One set of published data, in memory.

    `build(revision, previous)` returns the new value; from `previous` it can keep unchanged parts.
    """

    registry: "dict[str, Snapshot[object]]" = {}

    def __init__(self, name: str, build: Callable[[int, T | None], T]) -> None:
        self.name = name
        self._build = build
        self._value: T | None = None
        self._revision = -1
        self.is_wanted = False  # by a transaction: then the watcher loads it for all
        self.renew_lock()
        self.registry[name] = self  # type: ignore[assignment]  # the watcher does not look inside

    def current(self) -> T:
        """Return the data. Only the first call in a process loads it; later ones send no query."""
        if self._value is None:
            return self._load()
        return self._value

    def _load(self) -> T:
        watcher.start()  # first: data in memory must be kept up to date
        own = self._own()
        if own is None:
            self.refresh()
            own = self._own()
        return own.value if own else cast("T", self._value)

    def refresh(self) -> bool:
        """Load the newest revision unless it is loaded already; return True if data was loaded."""
        with self._lock:
            revision = newest_revision(self.name)
            if revision == self.revision:
                return False
            started = time.perf_counter()
            own = self._own()
            previous = own.value if own else self._value
            # A replica that has the revision has everything of its transaction.
            value = replica.read(
                partial(self._build, revision, previous),
                holds=partial(is_reached, self.name, revision),
            )
            self._hold(revision, value)
        log.info(
            "snapshot_loaded",
            name=self.name,
            revision=revision,
            ms=round((time.perf_counter() - started) * 1000),
        )
        return True

    def _hold(self, revision: int, value: T) -> None:
        if connection.in_atomic_block:
            self.forget()
            self.is_wanted = True
            transaction.on_commit(_Loaded(self, revision, value))
        else:
            self._value, self._revision = value, revision

    def _own(self) -> _Loaded[T] | None:
        """Return what the current transaction loaded, if anything."""
        for _savepoints, work, *_ in reversed(connection.run_on_commit):
            if isinstance(work, _Loaded) and work.snapshot is self:
                return work
        return None

    @property
    def revision(self) -> int | None:
        """The loaded revision, or None before the first load."""
        if self._value is not None:
            return self._revision
        own = self._own()
        return own.revision if own else None

    def forget(self) -> None:
        """Drop the data; the next `current()` loads it again. For tests and forked processes."""
        self._value, self._revision, self.is_wanted = None, -1, False
        while own := self._own():
            own.snapshot = None

    def renew_lock(self) -> None:
        """Replace the lock: a forked process may inherit it locked."""
        self._lock = threading.Lock()


class Watcher:
    """The thread that keeps the snapshots of this process up to date and runs small jobs."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._working = threading.Lock()
        self._rounds = threading.RLock()

    def start(self) -> None:
        """Start the thread once in each process, unless CATALOGUE_REFRESH_SECONDS is 0."""
        if not settings.CATALOGUE_REFRESH_SECONDS:
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name="snapshots", daemon=True)
                self._thread.start()
                at_exit.call(self.run_jobs)

    def _watch(self) -> None:
        taken = 0.0
        while True:
            time.sleep(pause_after(taken))
            begun = time.perf_counter()
            self._succeeds(close_old_connections)
            self._succeeds(self.run_once)
            taken = time.perf_counter() - begun

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Pause the rounds meanwhile."""
        with self._rounds:
            yield

    def run_once(self) -> None:
        """Refresh the snapshots that moved, then run the jobs. Failures are retried later."""
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
            self._succeeds(lambda: _tell_new(set(Snapshot.registry.values()) - set(moved)))
            self.run_jobs()
        if moved:
            # After rebuilds of 1,000 procedures, glibc keeps 30 MB: above 200 MB in all.
            self._succeeds(process_memory.return_freed_memory)

    def run_jobs(self) -> None:
        """Run the jobs; once more when the process ends, for the last counts."""
        with self._working:  # the process must not end while its thread is writing
            for job in self.jobs:
                self._succeeds(job)

    def _succeeds(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception as error:  # noqa: BLE001  # the thread must outlive every outage
            with suppress(Exception):  # also errors of logging on a full disk
                connection.close()
                log.warning("snapshot_refresh_failed", error=type(error).__name__)
            return False
        return True

    def _moved(self) -> Iterator["Snapshot[object]"]:
        numbers = dict(Revision.objects.values_list("name", "number"))
        for name, snapshot in Snapshot.registry.items():
            held = snapshot.revision
            if snapshot.is_wanted if held is None else held != numbers.get(name, 0):
                yield snapshot

    def after_fork(self) -> None:
        """Drop all data: a forked process has no thread until its first request starts one."""
        self._begin_anew()
        for snapshot in Snapshot.registry.values():
            snapshot.renew_lock()
            snapshot.forget()


def _tell_new(snapshots: Iterable[Snapshot[object]]) -> None:
    """Report these as new. A moved one is reported in the next round, if it was loaded."""
    for snapshot in snapshots:
        if snapshot.revision is not None:
            meters.snapshot_is_new(snapshot.name)


def pause_after(taken: float) -> float:
    """Return the seconds to wait after a round of `taken` seconds.

    Under full load a round takes up to 3 s, which must not delay the next one.
    """
    wanted: float = settings.CATALOGUE_REFRESH_SECONDS
    return max(wanted / 4, wanted - taken)


watcher = Watcher()
forks.begin(watcher.after_fork)


def forget_snapshots() -> None:
    """Drop the data of all snapshots."""
    for snapshot in Snapshot.registry.values():
        snapshot.forget()


process_memory.register(forget_snapshots)


@contextmanager
def own_snapshots() -> Iterator[None]:
    """Let a command use what it published in a transaction that is still open.

    Put it around the transaction. The thread of the process reads committed data, and would bring
    the old data back in the middle. What was rolled back is dropped at the end.
    """
    with watcher.standing_still():
        forget_snapshots()
        try:
            yield
        finally:
            forget_snapshots()
