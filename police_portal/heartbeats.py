"""Kill a web server's worker that hangs, so that the server starts another.

Each worker sends heartbeats through sockets inherited from the main process. That one kills a
silent worker, and notifies systemd that it watches; if it hangs itself, systemd restarts the unit.
A heartbeat contains only the number of the process.
"""

import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from foundation.records import watchdog

EVERY_SECONDS = 1.0
SILENT_SECONDS = 20.0  # for a serving worker; a machine that is only busy sends earlier
LOADING_SECONDS = 120.0  # for a worker that loads the application, on a machine that just booted
STUCK_SECONDS = 30.0  # nginx has given up requests that waited so long
_LOADS, _SERVES = b"loads", b"serves"


@dataclass
class _Worker:
    process: int  # a file descriptor: process numbers are reused
    limit: float
    heard: float


class Guard:
    """The receiver in the main process. Call `listen` in a thread of it, before it forks."""

    def __init__(self) -> None:
        self._ear, self._mouth = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.settimeout(EVERY_SECONDS)
        self._mouth.settimeout(0)
        self._main = os.getpid()
        self._workers: dict[int, _Worker] = {}
        self._looked = time.monotonic()
        os.register_at_fork(after_in_child=self._born)

    def beat(self, what: bytes = _SERVES) -> None:
        """Send a heartbeat of this worker. It never waits for the main process."""
        with suppress(OSError):
            self._mouth.send(b"%d %s" % (os.getpid(), what))

    def _born(self) -> None:
        if os.getppid() == self._main:  # not a process forked by a worker
            self.beat(_LOADS)

    def listen(self) -> None:
        """Receive heartbeats and kill silent workers, for as long as the process lives."""
        while True:
            with suppress(TimeoutError):
                self.hear(self._ear.recv(64))
            if time.monotonic() - self._looked >= EVERY_SECONDS:
                self.look()
                watchdog.tell(watchdog.ALIVE)

    def hear(self, message: bytes) -> None:
        """Record a heartbeat."""
        number, _space, what = message.partition(b" ")
        limit = LOADING_SECONDS if what == _LOADS else SILENT_SECONDS
        worker = self._workers.get(int(number))
        if worker and not _ended(worker.process):
            worker.limit, worker.heard = limit, time.monotonic()
            return
        with suppress(ProcessLookupError):
            process = os.pidfd_open(int(number))
            if worker:
                os.close(worker.process)
            self._workers[int(number)] = _Worker(process, limit, time.monotonic())

    def look(self) -> None:
        """Kill silent workers; if this process itself was stopped, restart all their clocks."""
        now, since = time.monotonic(), self._looked
        self._looked = now
        was_away = now - since > SILENT_SECONDS / 2
        for number, worker in list(self._workers.items()):
            if was_away:
                worker.heard = now
            if _ended(worker.process):
                os.close(self._workers.pop(number).process)
            elif now - worker.heard > worker.limit:
                sys.stderr.write(f"worker {number} hangs, {worker.limit:.0f} s silent: killed\n")
                worker.heard = now
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(worker.process, signal.SIGKILL)


def _ended(process: int) -> bool:
    return bool(select.select([process], [], [], 0)[0])


guard: Guard | None = None


def keep_guard() -> None:
    """Watch the workers of this process from now on, if the system has pidfds."""
    global guard  # noqa: PLW0603  # a server has one
    if hasattr(os, "pidfd_open"):
        guard = Guard()
        threading.Thread(target=guard.listen, name="guard", daemon=True).start()


class Threads:
    """Whether the threads that answer requests make progress."""

    def __init__(self, count: int) -> None:
        self._count, self._busy, self._moved = count, 0, time.monotonic()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        """Count one more at work while the block runs."""
        self._move(1)

    def __exit__(self, *_error: object) -> None:
        self._move(-1)

    def _move(self, more: int) -> None:
        with self._lock:
            self._busy += more
            self._moved = time.monotonic()

    def get_on(self) -> bool:
        """Return False if all are at work and none has begun or ended anything for too long.

        A single thread may take long for one export: that cannot be told from a hang.
        """
        return (
            self._count == 1
            or self._busy < self._count
            or time.monotonic() - self._moved < STUCK_SECONDS
        )


Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def beating(application: Application, count: int) -> Application:
    """Return `application`, served by `count` threads; a watched worker sends heartbeats now."""
    if guard is None:
        return application
    threads, beat = Threads(count), guard.beat

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with threads:
            return application(environ, start_response)

    def live() -> None:
        while True:
            if threads.get_on():
                beat()
            time.sleep(EVERY_SECONDS)

    threading.Thread(target=live, name="heartbeat", daemon=True).start()
    return answer
