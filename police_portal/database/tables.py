"""Tables that differ from what this version needs stop a start, and readiness, with their names.

The tables of a version that is not migrated yet may differ: other checks report that.
"""

import threading
import time
from collections.abc import Sequence

import structlog
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import Error as DatabaseFault
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from foundation.api.readiness import NotReady
from foundation.database.tables import lacking
from foundation.processes import forks
from foundation.records import process_memory

log = structlog.get_logger("police_portal.tables")

MOST_NAMES = 10
# A good result is kept for this process; a bad one is checked again after so many seconds.
AGAIN_SECONDS = 10.0
HINT = (
    "Cơ sở dữ liệu này không do migrate của một phiên bản đã phát hành tạo ra, hoặc đã bị sửa tay: "
    "xem mục «Tables that differ» của docs/operations.md."
)


def is_migrated() -> bool:
    """Return True if this version has no pending migration."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


class _Comparison:
    """Compares the tables with the models, once per process if they match."""

    def __init__(self) -> None:
        forks.begin(self.forget)

    def forget(self) -> None:
        """Drop the result, also in a forked process."""
        self._lock = threading.Lock()
        self._lacking: list[str] | None = None
        self._at = 0.0

    def lacking(self) -> list[str]:
        """Return what is missing; also empty before the tables are migrated."""
        with self._lock:
            is_known = self._lacking is not None and time.monotonic() - self._at < AGAIN_SECONDS
            if self._lacking == [] or is_known:
                return self._lacking or []
            if not is_migrated():
                return []
            self._lacking, self._at = lacking(connection), time.monotonic()
            if self._lacking:
                log.error("tables_differ", missing=self._lacking)
            return self._lacking


comparison = _Comparison()
process_memory.register(comparison.forget)


def check_tables() -> None:
    """Raise NotReady with what is missing."""
    if missing := comparison.lacking():
        raise NotReady(_words(missing))


@register(Tags.database)
def check_tables_at_start(
    *, databases: Sequence[str] | None = None, **_options: object
) -> list[CheckMessage]:
    """Return an error with what is missing. Other checks report an unavailable database."""
    if not databases:
        return []
    try:
        missing = lacking(connection) if is_migrated() else []
    except DatabaseFault:
        return []
    return [Error(_words(missing), hint=HINT, id="police_portal.E068")] if missing else []


def _words(missing: Sequence[str]) -> str:
    more = len(missing) - MOST_NAMES
    end = f" và {more} thứ khác" if more > 0 else ""
    return f"Bảng khác với phiên bản này, thiếu: {', '.join(missing[:MOST_NAMES])}{end}."
