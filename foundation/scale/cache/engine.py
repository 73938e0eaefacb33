"""The connection of this process to the shared cache, Valkey or Redis, if CACHE_URL is set.

A request never waits long for it. It uses an existing connection; connections are opened by a
separate thread, the keeper, because looking up a name or greeting a hanging server can take
seconds. If an answer is late, the keeper asks, too; without an answer it closes the line: then
nobody asks, each process counts alone, and the keeper retries until the cache answers again.
"""

import threading
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.core.signals import request_finished, request_started

from foundation.metrics import meters
from foundation.processes import forks
from foundation.records import process_memory
from foundation.scale.cache import faults, scripts
from foundation.scale.cache.addresses import key, options

Connection = Any  # the library's, which is loaded only with a cache and has no types
log = structlog.get_logger("police_portal.counting")

# Seconds for one call. On a local network one takes 0.0002.
WAIT = 0.02
# A request that has waited this long makes no more calls: with the last one it waits 30 ms at most,
# and 50 ms remain even if the processors are busy.
ENOUGH = 0.01
# Seconds between the keeper's retries: soon after a hiccup, rarely while the cache is unavailable.
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 1.0


class Away(Exception):
    """The shared cache is unavailable: count in this process."""


class _Request(threading.local):
    """How long this thread's request has waited for the cache; None outside requests."""

    waited: float | None = None


_request = _Request()


def _begin(**_signal: object) -> None:
    _request.waited = 0.0


def _end(**_signal: object) -> None:
    _request.waited = None


class Line:
    """Connections to one cache. Threads share it.

    state      a question                       then
    unknown    waits for a connection           one was made: answers; none in WAIT: away
    answers    is sent, on a connection that    late: doubted; the connection was dead: unknown,
               is free or is made meanwhile     and once more; any other fault: away
    doubted    as if it answered                the keeper is answered: answers; or not: away
    away       counts in the process            the keeper is answered: answers
    """

    def __init__(self, url: str) -> None:
        self._options = {**options(url), "socket_timeout": WAIT, "socket_connect_timeout": WAIT}
        self._changed = threading.Condition()
        self._free: list[Connection] = []
        self._waiting = 0
        self._keeper: threading.Thread | None = None
        self._is_closed = False
        # True while it answers, False while it does not, None until known.
        self._answers: bool | None = None
        self._is_doubted = False
        self.fault: faults.Fault | None = None
        request_started.connect(_begin)
        request_finished.connect(_end)

    def ask(self, script: str, name: str, *arguments: float | str) -> Any:
        """Run a script on the key `name` and return its answer. Raises Away."""
        with _patience():
            deadline = time.monotonic() + WAIT
            connection = self._take(deadline)
            try:
                answer = _exchange(connection, deadline, script, name, *arguments)
            except Exception as error:  # noqa: BLE001  # a stranger at that port makes the library raise nearly anything
                connection = self._replace(connection, faults.of(error), deadline)
                answer = self._ask_again(connection, deadline, script, name, *arguments)
            self._give_back(connection)
            return answer

    def _ask_again(
        self, connection: Connection, deadline: float, script: str, *more: float | str
    ) -> Any:
        try:
            return _exchange(connection, deadline, script, *more)
        except Exception as error:  # as above
            self._doubt(connection, faults.of(error))
            raise Away from error

    def _replace(self, connection: Connection, fault: faults.Fault, deadline: float) -> Connection:
        """Return a new connection for a dead one; the cache itself may be fine.

        It was restarted, or closed an unused connection. Raises Away if it is unavailable.
        """
        if fault is not faults.UNREACHABLE:
            self._doubt(connection, fault)
            raise Away
        connection.disconnect()
        with self._changed:
            self._drop()
            if self._answers:
                self._answers = None
        return self._take(deadline)

    def _take(self, deadline: float) -> Connection:
        with self._changed:
            if self._answers is not False and not self._free:
                self._wait(deadline - time.monotonic())
            if self._free:
                return self._free.pop()
            if self._answers is None:
                self._close_line(faults.SLOW)
            raise Away

    def _wait(self, seconds: float) -> None:
        """Wait for a connection, or until it is known that there will be none."""
        self._waiting += 1
        self._wake_keeper()
        self._changed.wait_for(lambda: self._free or self._answers is False, seconds)
        self._waiting -= 1

    def _give_back(self, connection: Connection) -> None:
        with self._changed:
            self._free.append(connection)
            self._changed.notify_all()

    def _doubt(self, connection: Connection, fault: faults.Fault) -> None:
        """Let the keeper check whether it was a hiccup; other faults close the line."""
        connection.disconnect()
        with self._changed:
            if fault is faults.SLOW and self._answers:
                self._is_doubted = True
                self._wake_keeper()
            else:
                self._close_line(fault)

    def _drop(self) -> None:
        while self._free:
            self._free.pop().disconnect()

    def _close_line(self, fault: faults.Fault) -> None:
        """Make no calls until the keeper gets an answer. Called with the condition held."""
        if self._answers is not False:
            log.warning("shared_cache_away", fault=fault.name)
        self._answers, self._is_doubted, self.fault = False, False, fault
        self._drop()
        self._wake_keeper()

    # --- the keeper ------------------------------------------------------------------------------

    def _wake_keeper(self) -> None:
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep, daemon=True, name="shared-cache")
            self._keeper.start()
        self._changed.notify_all()

    def _keep(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            with self._changed:
                self._changed.wait_for(self._keeper_is_needed)
                if self._is_closed:
                    return
            try:
                connection = self._open()
            except Exception as error:  # noqa: BLE001  # as in _ask
                with self._changed:
                    self._close_line(faults.of(error))
                    self._changed.wait_for(lambda: self._is_closed, pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                pause = SHORTEST_PAUSE
                self._welcome(connection)

    def _keeper_is_needed(self) -> bool:
        is_asked = self._is_doubted or self._waiting > len(self._free)
        return self._is_closed or self._answers is False or is_asked

    def _open(self) -> Connection:
        """Return a connection that can count: a read-only one is useless."""
        kind = self._options["connection_class"]
        connection: Connection = kind(
            **{name: value for name, value in self._options.items() if name != "connection_class"}
        )
        try:
            connection.connect()
            _probe(connection)
        except BaseException:
            connection.disconnect()
            raise
        return connection

    def _welcome(self, connection: Connection) -> None:
        with self._changed:
            if self._is_closed:
                connection.disconnect()
                return
            if self._answers is False:
                log.info("shared_cache_back")
            self._answers, self._is_doubted, self.fault = True, False, None
            self._free.append(connection)
            self._changed.notify_all()

    def close(self) -> None:
        """End keeper and connections."""
        with self._changed:
            self._is_closed, self._answers = True, False
            self._drop()
            self._changed.notify_all()
            keeper = self._keeper
        if keeper is not None and keeper is not threading.current_thread():
            keeper.join(2 * WAIT)


def _exchange(connection: Connection, deadline: float, script: str, *more: float | str) -> Any:
    connection.send_command("EVAL", script, 1, *more, check_health=False)
    return connection.read_response(timeout=max(0.001, deadline - time.monotonic()))


def _probe(connection: Connection) -> None:
    """Count once, like a real call. Raises HangUp if the connection is lost at once."""
    try:
        _exchange(connection, time.monotonic() + WAIT, scripts.COUNT, key("probe", ""), 1000)
    except Exception as error:
        if faults.of(error) is faults.UNREACHABLE:
            raise faults.HangUp from error
        raise


@contextmanager
def _patience() -> Iterator[None]:
    """Add the time of the block to the wait of this request. Raises Away beyond the limit."""
    if _request.waited is not None and _request.waited > ENOUGH:
        meters.counted_alone()
        raise Away
    begun = time.monotonic()
    try:
        yield
    except Away:
        meters.counted_alone()
        raise
    finally:
        if _request.waited is not None:
            _request.waited += time.monotonic() - begun


_lines: dict[str, Line] = {}
_lock: threading.Lock  # two first calls at once must not open two lines


def line() -> Line | None:
    """Return the line to the shared cache, None without one."""
    url = settings.CACHE_URL
    if not url:
        return None
    if url not in _lines:
        with _lock:
            if url not in _lines:
                _lines[url] = Line(url)
    return _lines[url]


def ask(script: str, kind: str, who: Hashable, *arguments: float | str) -> Any:
    """Run a script on the key of `kind` and `who`.

    Raises Away if there is no shared cache, or it does not answer in time.
    """
    shared = line()
    if shared is None:
        raise Away
    return shared.ask(script, key(kind, who), *arguments)


def fault() -> faults.Fault | None:
    """Check the shared cache now; return its fault, None if it works or is not set."""
    shared = line()
    if shared is None:
        return None
    try:
        ask(scripts.COUNT, "probe", "", 1000)
    except Away:
        return shared.fault or faults.SLOW
    return None


def forget() -> None:
    """Drop the line of this process; the next call opens another."""
    with _lock:
        while _lines:
            _lines.popitem()[1].close()


def _forget_parents() -> None:
    """After a fork, leave the connections to the parent process."""
    global _lock  # noqa: PLW0603  # a process has one
    _lock = threading.Lock()
    _lines.clear()


process_memory.register(forget)
forks.begin(_forget_parents)
