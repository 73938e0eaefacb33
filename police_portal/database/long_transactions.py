"""Warnings and metrics about transactions that block others."""

from collections.abc import Iterator

from django.db import connection

from foundation.database import transactions
from foundation.metrics.states import Reading, State
from foundation.records import process_memory

SECONDS = 60  # no request or command of ours holds locks this long in a usual hour
_warned = transactions.Watch()
_measured = transactions.Watch()
process_memory.register(_warned.forget)
process_memory.register(_measured.forget)


def warnings() -> Iterator[str]:
    """Report sessions that hold locks for a minute, and how many wait."""
    if connection.vendor != "postgresql":
        return
    for one in _warned.look():
        if one.holds_locks and one.seconds >= SECONDS:
            yield (
                f"Giao dịch mở đã {one.seconds:.0f} giây và đang giữ khoá: {one.program or '?'}, "
                f"tài khoản {one.role}, PID {one.process}; {transactions.waiting()} phiên đang chờ "
                "khoá."
            )


def states() -> Iterator[State]:
    """Yield their metrics."""
    yield State(
        "database_transaction_seconds", "Age of the longest transaction.", _longest, ("holds",)
    )
    yield State("database_locks_waiting", "Sessions that wait for a lock.", _waiting)


def _longest() -> Iterator[Reading]:
    found = _measured.look()
    for holds, locks in (("locks", True), ("nothing", False)):
        ages = (one.seconds for one in found if one.holds_locks == locks)
        yield (holds,), max(ages, default=0.0)


def _waiting() -> Iterator[Reading]:
    yield (), transactions.waiting()
