"""A slow Zalo must not take the site down.

Few threads may wait for it, and repeated failures stop the asking.

`Places` bounds how many calls are under way and how long anybody waits for one. `Breaker` refuses
calls for a while after several failures in a row, then lets one through to see whether Zalo is
back.
"""

import contextlib
import math
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from foundation.zalo.errors import Reason, TryLater, ZaloError, ZaloUnavailable

T = TypeVar("T")

FAILURES_TO_OPEN = 5
COOL_DOWN_SECONDS = 15.0
_CLIENT_ERRORS = range(400, 500)


class Places:
    """At most `count` calls to Zalo are under way in this process.

    Whoever finds none free is told to try later.

    A call runs in a thread of its own, so the waiting ends at the deadline whatever holds the call
    up: name look-up, a connection that is never accepted, an answer that drips. A call that was
    given up is told so and keeps its place until it has ended.
    """

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._workers = ThreadPoolExecutor(count, thread_name_prefix="zalo")

    def run(
        self, call: Callable[[], T], seconds: float, give_up: Callable[[], None] = lambda: None
    ) -> T:
        """Return what `call` returns or raise what it raises, within `seconds`.

        Then `give_up` is to end the call.

        Raises TryLater at once when no place is free, ZaloUnavailable when the time is over.
        """
        if not self._free.acquire(blocking=False):
            raise TryLater(Reason.BUSY)
        try:
            future = self._workers.submit(self._in_place, call)
        except RuntimeError:  # the interpreter shuts down
            self._free.release()
            raise TryLater(Reason.BUSY) from None
        if not wait([future], seconds).done:
            give_up()
            raise ZaloUnavailable(Reason.TIMEOUT)
        return future.result()

    def _in_place(self, call: Callable[[], T]) -> T:
        try:
            return call()
        finally:
            self._free.release()  # before the caller wakes, who may call again at once

    def close(self) -> None:
        """Let the threads end. For tests and processes that are done."""
        self._workers.shutdown(wait=False)


class Breaker:
    """Closed, it lets calls through and counts failures in a row; open, it refuses.

    After the cool-down one call tries.

    Failures are those of the exchange: time-outs, lost connections, HTTP 5xx, bodies that are no
    JSON. What a caller's token can provoke (a number in an answer, HTTP 4xx) proves that Zalo is
    there, or one caller could lock out all.
    """

    def __init__(
        self,
        failures: int = FAILURES_TO_OPEN,
        cool_down: float = COOL_DOWN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threshold = failures
        self._cool_down = cool_down
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False

    @contextlib.contextmanager
    def guard(self) -> Iterator[None]:
        """Let the enclosed call through and learn from how it ends. Raises TryLater while open."""
        trial = self._admit()
        try:
            yield
        except ZaloError as error:
            self._learn(answered=_answered(error), trial=trial)
            raise
        except BaseException:
            self._learn(answered=None, trial=trial)
            raise
        self._learn(answered=True, trial=trial)

    def _admit(self) -> bool:
        """Tell whether this call is the one that tries. Raises TryLater while open."""
        with self._lock:
            if self._open_until is None:
                return False
            left = self._open_until - self._clock()
            if left > 0 or self._trying:
                raise TryLater(Reason.BREAKER, retry_after=max(1, math.ceil(left)))
            self._trying = True
            return True

    def _learn(self, *, answered: bool | None, trial: bool) -> None:
        with self._lock:
            if trial:
                self._trying = False
            if answered is None:
                return
            if answered:
                self._failures, self._open_until = 0, None
                return
            self._failures += 1
            if self._failures >= self._threshold:
                self._open_until = self._clock() + self._cool_down


def _answered(error: ZaloError) -> bool | None:
    """Tell whether `error` shows that Zalo is there; None when it was not asked."""
    if isinstance(error, TryLater):
        return None
    return not isinstance(error, ZaloUnavailable) or error.http_status in _CLIENT_ERRORS
