"""What a process keeps in memory between requests, and how to forget it.

Tests forget everything before each test, so that each one starts like a new process.
"""

from collections.abc import Callable

_forgetters: list[Callable[[], object]] = []


def register(forget: Callable[[], object]) -> None:
    """Add a function that forgets what its module keeps."""
    _forgetters.append(forget)


def forget_everything() -> None:
    """Forget all that was registered."""
    for forget in _forgetters:
        forget()
