"""A hanging bucket must not block the whole process.

Each call runs in its own thread, so that the caller's wait ends whatever blocks the call: name
look-up, a connection that is not accepted, an answer that drips. Only `count` run at once. After
one timeout all other calls of this process are refused at once, for REST_SECONDS; then one call
tries again.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from foundation.files.away import StorageAway

T = TypeVar("T")
# Wait this long for a free place; a call takes some ten milliseconds.
PATIENCE_SECONDS = 1.0
REST_SECONDS = 5.0


class Places:
    """Lets `count` calls run at once in this process, each for `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._free = threading.BoundedSemaphore(count)
        self._workers = ThreadPoolExecutor(count, thread_name_prefix="storage")
        self._answered_at = 0.0
        self._rests_until = 0.0

    def run(self, call: Callable[[], T]) -> T:
        """Return what `call` returns or raise what it raises. Raises StorageAway.

        A call that was given up keeps its place until it has ended.
        """
        began = time.monotonic()
        if began < self._rests_until:
            raise StorageAway("rests")
        if not self._free.acquire(timeout=PATIENCE_SECONDS):
            self._waited_in_vain(began)
            raise StorageAway("busy")
        try:
            future = self._workers.submit(self._in_place, call)
        except RuntimeError:  # the interpreter shuts down
            self._free.release()
            raise StorageAway("ends") from None
        if not wait([future], self._seconds).done:
            self._waited_in_vain(began)
            raise StorageAway("late")
        return self._answer(future.result, began)

    def _in_place(self, call: Callable[[], T]) -> T:
        try:
            return call()
        finally:
            self._free.release()  # before the caller wakes, who may call again at once

    def _answer(self, result: Callable[[], T], began: float) -> T:
        """Record how a call ended: a failure after a long wait counts as a timeout, too."""
        try:
            value = result()
        except BaseException:
            if time.monotonic() - began > PATIENCE_SECONDS:
                self._waited_in_vain(began)
            raise
        self._answered_at, self._rests_until = time.monotonic(), 0.0
        return value

    def _waited_in_vain(self, since: float) -> None:
        if self._answered_at < since:
            self._rests_until = time.monotonic() + REST_SECONDS
