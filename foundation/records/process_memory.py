"""Memory of a process between requests, and how to drop it.

Tests drop everything before each test, so that each one starts like a new process.
"""

import contextlib
import ctypes
import math
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
clock = time.monotonic  # stands still in tests
_forgetters: list[Callable[[], object]] = []


def register(forget: Callable[[], object]) -> None:
    """Add a function that drops its module's memory."""
    _forgetters.append(forget)


def forget_everything() -> None:
    """Drop everything that was registered."""
    for forget in _forgetters:
        forget()


class TimedCache(Generic[T]):
    """What a process asks for once in some seconds, and tells everybody until then."""

    def __init__(self, ask: Callable[[], T], seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self.forget()
        register(self.forget)

    def forget(self) -> None:
        """Ask anew the next time."""
        self._held: tuple[float, T | None] = (-math.inf, None)

    def __call__(self) -> T:
        """Return the answer, which may be some seconds old."""
        now, (until, answer) = clock(), self._held
        if answer is None or now >= until:
            answer = self._ask()
            self._held = (now + self._seconds, answer)
        return answer


def return_freed_memory() -> None:
    """Make the C library return freed memory to the system, which glibc does late by itself."""
    with contextlib.suppress(AttributeError, OSError, TypeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)
