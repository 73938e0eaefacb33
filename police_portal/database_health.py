"""What readiness tells of the pooler and of the hosts: looked at once a minute, beside requests."""

import math
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

from foundation.records import process_memory
from police_portal import database_checks

SECONDS = 60.0
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")


class Watch:
    """Keeps what was found last. Nobody waits for a look: a host that is gone takes seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._look: Future[list[str]] | None = None
        self._begun = -math.inf
        self._found: list[str] = []

    def warnings(self) -> list[str]:
        """Return the last findings, each with its id; begin a new look when they are old."""
        if not database_checks.are_asked():
            return []
        with self._lock:
            if self._look is not None and self._look.done():
                self._found, self._look = self._look.result(), None
            if self._look is None and time.monotonic() - self._begun >= SECONDS:
                self._begun = time.monotonic()
                self._look = _worker.submit(_findings)
            return self._found

    def forget(self) -> None:
        """Forget what was found, and look anew."""
        with self._lock:
            self._look, self._begun, self._found = None, -math.inf, []


def _findings() -> list[str]:
    return [f"{one.id}: {one.msg}" for one in database_checks.check_database_servers()]


watch = Watch()
process_memory.register(watch.forget)
