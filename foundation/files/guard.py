"""Nothing is written or deleted among files that may be another database's, whoever asks for it.

Every way to change files goes through `require_ours`: web servers, workers, timers and commands, so
that none of them has to think of it. `owner` knows whose the files are; a process asks it before
its first change and again after a minute, when an operator may have given them to another database.
"""

import time
from collections.abc import Callable

import structlog
from django.db import Error as DatabaseFault

from foundation.files.away import StorageAway

log = structlog.get_logger("police_portal.storage")
SECONDS = 60.0


class NotOurs(StorageAway):
    """The files may be another database's; the text says so in Vietnamese."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.reason = "not_ours"


class _Known:
    """How to find out whose the files are, and until when the last answer holds."""

    ask: Callable[[], str] = staticmethod(lambda: "")
    until = 0.0


def register(ask: Callable[[], str]) -> None:
    """Let `ask` say in Vietnamese why the files are not ours, "" if they are; for ready()."""
    _Known.ask = staticmethod(ask)


def require_ours() -> None:
    """Check that the files belong to this database. Raises NotOurs, StorageAway."""
    now = time.monotonic()
    if now < _Known.until:
        return
    try:
        told = _Known.ask()
    except DatabaseFault:
        raise StorageAway("owner_unknown") from None
    if told:
        log.error("files_not_ours")
        raise NotOurs(told)
    _Known.until = now + SECONDS


def ask_anew() -> None:
    """Forget the last answer."""
    _Known.until = 0.0
