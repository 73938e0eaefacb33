"""Errors of Zalo for operators: a line a minute for each kind, and a summary every ten minutes.

A line contains the name of our call, our error and Zalo's number, nothing else. Counts are in the
log only: `/health/` is open to everybody, and must not show an attacker how well an attack goes.
"""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import structlog

from foundation.metrics import meters
from foundation.processes import forks
from zalo_client.errors import CodeRefused, ZaloError
from zalo_client.observing import Observer

log = structlog.get_logger("police_portal.zalo")

SECONDS_BETWEEN_LINES = 60.0
SECONDS_BETWEEN_SUMMARIES = 600.0


@dataclass(frozen=True)
class Kind:
    """Errors that are counted together."""

    call: str
    error: str
    reason: str
    number: int | None
    http_status: int | None


class Reports(Observer):
    """Counts errors and logs them. Threads may share it; without errors it starts no thread."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        timer: Callable[..., threading.Timer] = threading.Timer,
    ) -> None:
        self._clock = clock
        self._new_timer = timer
        forks.begin(self._begin)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None  # of the next summary, if any
        self._counts: Counter[Kind] = Counter()
        self._summarised: Counter[Kind] = Counter()
        # When the last line was written, and the count it showed.
        self._written: dict[Kind, tuple[float, int]] = {}

    @contextlib.contextmanager
    def watching(self, call: str) -> Iterator[None]:
        """Count any ZaloError that the enclosed call raises."""
        try:
            yield
        except ZaloError as error:
            self.note(call, error)
            raise

    def note(self, call: str, error: ZaloError) -> None:
        """Count `error` of the call named `call`.

        It is logged unless a line of its kind is less than a minute old.
        """
        kind = Kind(call, type(error).__name__, error.reason.value, error.number, error.http_status)
        with self._lock:
            self._counts[kind] += 1
            self._summarise_soon()
            count, now = self._counts[kind], self._clock()
            last, shown = self._written.get(kind, (now - SECONDS_BETWEEN_LINES, 0))
            if now - last < SECONDS_BETWEEN_LINES:
                return
            self._written[kind] = (now, count)
        self._writer(error)("zalo_error", **asdict(kind), count=count - shown)

    def _writer(self, error: ZaloError) -> Callable[..., None]:
        if error.tell_operator:
            return log.error  # type: ignore[no-any-return]  # structlog's loggers have no types
        return log.warning if error.retryable or isinstance(error, CodeRefused) else log.info  # type: ignore[no-any-return]  # structlog's loggers have no types

    def _summarise_soon(self) -> None:
        if self._timer is None:
            self._timer = self._new_timer(SECONDS_BETWEEN_SUMMARIES, self.summarise)
            self._timer.daemon = True  # or a process that ends would wait for it
            self._timer.start()

    def summarise(self) -> None:
        """Log the counts since the last summary in one line."""
        with self._lock:
            self._timer = None
            new, self._summarised = self._counts - self._summarised, self._counts.copy()
        log.warning(
            "zalo_errors_counted",
            errors=[{**asdict(kind), "count": count} for kind, count in new.most_common()],
        )

    def measured(self, outcome: str, seconds: float, ahead: float | None = None) -> None:
        meters.called_zalo(outcome, seconds, ahead)

    def counts(self) -> dict[Kind, int]:
        """Return how often each kind of error occurred since this process began."""
        with self._lock:
            return dict(self._counts)

    def forget(self) -> None:
        """Start again, as after a restart; for tests."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
        self._begin()


reports = Reports()
