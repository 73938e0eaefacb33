"""Memory of a process between requests, and how to drop it.

Tests drop everything before each test, so that each one starts like a new process.
"""

import contextlib
import ctypes
from collections.abc import Callable

_forgetters: list[Callable[[], object]] = []


def register(forget: Callable[[], object]) -> None:
    """Add a function that drops its module's memory."""
    _forgetters.append(forget)


def forget_everything() -> None:
    """Drop everything that was registered."""
    for forget in _forgetters:
        forget()


def return_freed_memory() -> None:
    """Make the C library return freed memory to the system, which glibc does late by itself."""
    with contextlib.suppress(AttributeError, OSError, TypeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)
