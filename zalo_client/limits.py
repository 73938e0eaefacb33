"""A slow Zalo must not block the site.

`Places` limits how many calls run at once and how long a caller waits. `Breaker` refuses calls for
a while after several failures in a row, then tries one to see whether Zalo is back. Both protect
this process; a service of several processes shares them by a subclass and by `enter`.
"""

import contextlib
import math
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from zalo_client.errors import Reason, TryLater, ZaloError, ZaloUnavailable

T = TypeVar("T")
Leave = Callable[[], None]

FAILURES_TO_OPEN = 5
COOL_DOWN_SECONDS = 15.0
_CLIENT_ERRORS = range(400, 500)


def _leave_nothing() -> None:
    """Leave a place that only this process limits."""


class Places:
    """Lets `count` calls to Zalo run in this process; further callers must try later.

    Each call runs in its own thread, so the caller stops waiting at the deadline, whatever blocks
    the call: name look-up, a connection that is not accepted, an answer that drips. A call that was
    given up keeps its place until it has ended. `enter` also takes a place among those of all
    processes: it returns the function to leave that place, None if none is free.
    """

    def __init__(
        self, count: int, enter: Callable[[], Leave | None] = lambda: _leave_nothing
    ) -> None:
        self._enter = enter
        self._free = threading.BoundedSemaphore(count)
        self._workers = ThreadPoolExecutor(count, thread_name_prefix="zalo")

    def run(
        self, call: Callable[[], T], seconds: float, give_up: Callable[[], None] = lambda: None
    ) -> T:
        """Return what `call` returns or raise what it raises; after `seconds` call `give_up`.

        Raises TryLater at once if no place is free, ZaloUnavailable at the deadline.
        """
        if not self._free.acquire(blocking=False):
            raise TryLater(Reason.BUSY)
        leave = self._enter()
        if leave is None:
            self._free.release()
            raise TryLater(Reason.BUSY)
        try:
            future = self._workers.submit(self._in_place, call)
        except RuntimeError:  # the interpreter shuts down
            self._free.release()
            leave()
            raise TryLater(Reason.BUSY) from None
        future.add_done_callback(lambda _future: leave())  # the caller need not wait for this
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
        """Let the threads end; for tests and finished processes."""
        self._workers.shutdown(wait=False)


class Breaker:
    """Closed, it lets calls through and counts failures in a row; open, it refuses them.

    After a cool-down it tries one call. Only the exchange itself can fail: time-outs, lost
    connections, HTTP 5xx, answers that are not JSON. An error number or HTTP 4xx proves that Zalo
    is up; if they counted, one caller with a bad token could lock everybody out. A subclass may
    share its state with other processes by `admit` and `learn`.
    """

    def __init__(
        self,
        failures: int = FAILURES_TO_OPEN,
        cool_down: float = COOL_DOWN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.threshold = failures
        self.cool_down = cool_down
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False

    @contextlib.contextmanager
    def guard(self) -> Iterator[None]:
        """Let the enclosed call through and record its result. Raises TryLater while open."""
        trial = self.admit()
        try:
            yield
        except ZaloError as error:
            self.learn(answered=_answered(error), trial=trial)
            raise
        except BaseException:
            self.learn(answered=None, trial=trial)
            raise
        self.learn(answered=True, trial=trial)

    def admit(self) -> bool:
        """Return True if this call is the trial. Raises TryLater while open."""
        with self._lock:
            if self._open_until is None:
                return False
            left = self._open_until - self._clock()
            if left > 0 or self._trying:
                raise TryLater(Reason.BREAKER, retry_after=max(1, math.ceil(left)))
            self._trying = True
            return True

    def learn(self, *, answered: bool | None, trial: bool) -> None:
        """Record how a call ended: `answered` is None if Zalo was not called."""
        with self._lock:
            if trial:
                self._trying = False
            if answered is None:
                return
            if answered:
                self._failures, self._open_until = 0, None
                return
            self._failures += 1
            if self._failures >= self.threshold:
                self._open_until = self._clock() + self.cool_down


def _answered(error: ZaloError) -> bool | None:
    """Return True if `error` shows that Zalo is up, None if Zalo was not called."""
    if error.held_back:
        return None
    return error.http_status in _CLIENT_ERRORS or not isinstance(error, ZaloUnavailable)
