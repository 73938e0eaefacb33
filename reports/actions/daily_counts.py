"""Counts per office with its area, kind and day: sent, ended, in time, handled, disputed.

What moves afterwards is counted beside, for the day of what it changes: leaders' figures are of the
same reports as the lists that they open.
"""

from datetime import datetime

from foundation.records import counters
from offices.models import Office
from offices.working_time.calendar import ZONE
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
        counters.add(ReportDay, ReportDay.KEYS, {_key(report, report.office, now): counted})


def move_sent(report: Report, former_office: Office) -> None:
    """Count a report that another office accepted for that one."""
    came = report.first_received_at
    left, accepted = (_key(report, office, came) for office in (former_office, report.office))
    counters.add(ReportDay, ReportDay.KEYS, {left: {"passed": -1}, accepted: {"passed": 1}})


def undo_decision(report: Report, decided_at: datetime) -> None:
    """Count that nothing is decided any more of a report that was decided then."""
    key = _key(report, report.office, decided_at)
    counters.add(ReportDay, ReportDay.KEYS, {key: {"undone": 1}})


def _key(report: Report, office: Office, at: datetime) -> counters.Key:
    return office.pk, at.astimezone(ZONE).date(), report.kind_id, office.area
