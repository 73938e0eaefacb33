"""What web processes hold in memory: built from the database, swapped when a revision moves.

A request only ever reads `Snapshot.current()`. One daemon thread for each process asks every few
seconds which revisions moved, builds what is new while requests go on, and swaps it in. When the
database does not answer, the old data stays in use.
"""

import contextlib
import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar, cast

import structlog
from django.conf import settings
from django.db import close_old_connections, connection

from foundation.publishing.models import Revision
from foundation.records import process_memory

log = structlog.get_logger("police_portal.snapshots")
T = TypeVar("T")


# How long a thread computes before another may that waits: Python's usual time; the one while a
# snapshot is read from the database, and the one while it is worked out.
TURN_SECONDS, READING_TURN_SECONDS, COMPUTING_TURN_SECONDS = sys.getswitchinterval(), 0.001, 0.03


@contextlib.contextmanager
def _building() -> Iterator[None]:
    """Let a build end soon and not be felt.

    Measured with 6,400 procedures and as many requests as can be answered.

    Short turns: after each answer of the database the build waits for its turn among the requests,
    a hundred times; with longer ones, that is most of its time. The garbage collector leaves alone
    what is held already: it stops all threads for at most 50 ms instead of 480.
    """
    sys.setswitchinterval(READING_TURN_SECONDS)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        sys.setswitchinterval(TURN_SECONDS)


@contextlib.contextmanager
def computing() -> Iterator[None]:
    """Work something out in long turns, within a build.

    It then no longer waits for every request.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(COMPUTING_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def give_memory_back() -> None:
    """Let the C library return what a build and the old data took.

    It keeps it otherwise, 40 of 310 MB with 6,400 procedures.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)


class Snapshot(Generic[T]):
    """One body of published data, in memory.

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
        """Return the data, loading it if this process has none yet. Costs no query afterwards."""
        if self._value is None:
            self.refresh()
            watcher.start()
        return cast("T", self._value)

    def refresh(self) -> bool:
        """Load the newest revision if it is not the one held, and tell whether anything changed."""
        with self._lock:
            revision = (
                Revision.objects.filter(name=self.name).values_list("number", flat=True).first()
                or 0
            )
            if revision == self._revision and self._value is not None:
                return False
            started = time.perf_counter()
            with _building():
                self._value = self._build(revision, self._value)
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
        """Drop what is held; the next `current()` loads it again.

        For tests and forked processes.
        """
        self._value = None
        self._revision = -1


class Watcher:
    """The thread that keeps the snapshots of this process fresh and runs small periodic jobs."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start watching, once for each process.

        Does nothing when CATALOGUE_REFRESH_SECONDS is 0.
        """
        if settings.CATALOGUE_REFRESH_SECONDS and (
            self._thread is None or not self._thread.is_alive()
        ):
            self._thread = threading.Thread(target=self._watch, name="snapshots", daemon=True)
            self._thread.start()

    def _watch(self) -> None:
        moved = False
        while True:
            time.sleep(settings.CATALOGUE_REFRESH_SECONDS)
            if moved:  # a round ago: requests that read the old data have ended
                give_memory_back()
            self._succeeds(close_old_connections)
            moved = self.run_once()

    def run_once(self) -> bool:
        """Refresh what moved and run the jobs, each for itself.

        What fails now is tried again next time. Tell whether anything moved.
        """
        moved: list[Snapshot[object]] = []
        if self._succeeds(lambda: moved.extend(self._moved())):
            for work in (*(snapshot.refresh for snapshot in moved), *self.jobs):
                self._succeeds(work)
        return bool(moved)

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
        """Forget what was held.

        A forked process has no thread, and its first request starts one.
        """
        self._thread = None
        for snapshot in Snapshot.registry.values():
            snapshot.forget()


watcher = Watcher()
os.register_at_fork(after_in_child=watcher.after_fork)


def forget_snapshots() -> None:
    """Drop what all snapshots hold."""
    for snapshot in Snapshot.registry.values():
        snapshot.forget()


process_memory.register(forget_snapshots)
