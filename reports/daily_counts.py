"""Counts per office with its area, kind and day: sent, ended, in time, handled, disputed."""

from datetime import datetime

from foundation.records import counters
from offices.calendar import ZONE
from reports.models import Report, ReportDay
from reports.workflow import DECISIONS, Move, Outcome


def count_move(report: Report, move: Move, now: datetime, due_at: datetime | None = None) -> None:
    """Count what a move means for the day. Call it last in the transaction.

    `due_at` is when the report was due before the move.
    """
    counted: dict[str, int] = {}
    if move is Move.SEND:
        counted["sent"] = 1
    elif move is Move.DISPUTE:
        counted["disputed"] = 1
    elif move in DECISIONS:
        counted = {
            "ended": 1,
            "in_time": int(due_at is None or now <= due_at),
            "handled": int(report.outcome == Outcome.HANDLED),
            "insufficient": int(report.outcome == Outcome.INSUFFICIENT),
        }
    if counted:
        day = now.astimezone(ZONE).date()
        key = (report.office_id, day, report.kind_id, report.office.area)
        counters.add(ReportDay, ReportDay.KEYS, {key: counted})
