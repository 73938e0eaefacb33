"""At most so many at once, over all processes that share a cache."""

import contextlib
import secrets
from collections.abc import Callable

from foundation.scale.cache import engine, scripts

# A place that was never left is free after this time: its process was killed.
LEASE_SECONDS = 60
Leave = Callable[[], None]


def enter(kind: str, most: int) -> Leave | None:
    """Take one of `most` places; return a function to leave it, None if none is free.

    Without an available cache there is always one: each process has its own limits.
    """
    who = secrets.token_hex(8)
    try:
        taken = engine.ask(scripts.ENTER, kind, "", who, most, round(LEASE_SECONDS * 1000))
    except engine.Away:
        return _nothing
    return (lambda: _leave(kind, who)) if taken else None


def _leave(kind: str, who: str) -> None:
    with contextlib.suppress(engine.Away):  # the lease ends
        engine.ask(scripts.LEAVE, kind, "", who)


def _nothing() -> None:
    """Do nothing."""
