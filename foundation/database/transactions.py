"""Transactions that stay open and keep others waiting, whoever has them.

Since when another role's transaction runs PostgreSQL tells only roles with rights over it, who then
read its statements, too. Which locks it holds it tells everybody: so a transaction is as old as we
have known it.
"""

import threading
import time
from dataclasses import dataclass

from django.db import connection

from foundation.processes import forks

# One row for each transaction. What only reads keeps nobody from reading or writing.
_OPEN = """
    SELECT l.pid, l.virtualtransaction, a.usename, a.application_name,
           bool_or(l.granted AND l.locktype = 'relation' AND l.mode <> 'AccessShareLock')
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE a.datname = current_database() AND a.usename IS NOT NULL AND l.pid <> pg_backend_pid()
    GROUP BY 1, 2, 3, 4 HAVING bool_or(l.locktype = 'virtualxid')
"""
_WAITING = """
    SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE NOT l.granted AND a.datname = current_database()
"""


@dataclass(frozen=True)
class Transaction:
    """One that is open: who has it, in which program, and for how many seconds at least."""

    process: int
    role: str
    program: str
    holds_locks: bool
    seconds: float


class Watch:
    """Remembers when it saw a transaction first; of PostgreSQL only."""

    def __init__(self) -> None:
        forks.begin(self.forget)

    def forget(self) -> None:
        """Begin anew."""
        self._lock = threading.Lock()
        self._seen: dict[tuple[int, str], float] = {}

    def look(self) -> list[Transaction]:
        """Return all open transactions in this database but our own, the oldest first."""
        with connection.cursor() as cursor:
            cursor.execute(_OPEN)
            rows = cursor.fetchall()
        now = time.monotonic()
        with self._lock:
            self._seen = {(row[0], row[1]): self._seen.get((row[0], row[1]), now) for row in rows}
            seen = self._seen
        found = [
            Transaction(process, role, program, locks, now - seen[process, number])
            for process, number, role, program, locks in rows
        ]
        return sorted(found, key=lambda one: -one.seconds)


def waiting() -> int:
    """Return how many sessions wait for a lock that another one holds."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return int(cursor.fetchone()[0])
