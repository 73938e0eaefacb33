"""Slow checks in the background; requests get the last answer."""

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from foundation.processes import forks

T = TypeVar("T")


class Beside(Generic[T]):
    """Runs one check at a time in its own thread, and keeps the newest answer.

    An error is an answer like any other: it is raised until the next check ends.
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        forks.begin(self.forget)

    def forget(self) -> None:
        """Drop everything; for tests and forked processes, which have neither thread nor answer."""
        self._lock = threading.Lock()
        self._look: Future[T] | None = None
        self._answer: Future[T] | None = None
        self._begun = -math.inf

    def answer(self, fresh: float, patience: float = 0.0) -> T | None:
        """Return the newest answer, None before the first; raises the error of the newest one.

        Starts a check if the last one began more than `fresh` seconds ago, and waits for it for up
        to `patience` seconds.
        """
        with self._lock:
            self._take_answer()
            if self._look is None and time.monotonic() - self._begun >= fresh:
                self._begin()
            look = self._look
        if look is not None and patience and wait([look], patience).done:
            with self._lock:
                self._take_answer()
        return None if self._answer is None else self._answer.result()

    def _take_answer(self) -> None:
        if self._look is not None and self._look.done():
            self._answer, self._look = self._look, None

    def _begin(self) -> None:
        look: Future[T] = Future()
        threading.Thread(target=self._run, args=(look,), name="beside", daemon=True).start()
        self._look, self._begun = look, time.monotonic()

    def _run(self, look: Future[T]) -> None:
        try:
            look.set_result(self._ask())
        except BaseException as error:  # noqa: BLE001  # raised again in the caller
            look.set_exception(error)
