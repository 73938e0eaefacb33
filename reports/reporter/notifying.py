"""Confidential notices to the sender of a report."""

from citizens.notices.queueing import queue_apart
from foundation.records.encryption import keyed_hash
from reports.models import Report, ReportEvent
from reports.reporter import seals, silence
from reports.workflow import Move

# What senders do themselves they know; the rest of the moves is the office's own work.
NOTICES = {
    Move.RECEIVE: "report_received",
    Move.ASK_MORE: "report_asked_more",
    Move.PASS_ON: "report_passed_on",
    Move.TAKE_ON: "report_taken_on",
    Move.EXTEND: "report_extended",
    Move.CONCLUDE: "report_decided",
    Move.HAND_OVER: "report_handed_over",
    Move.DECLINE: "report_decided",
    Move.MERGE: "report_merged",
    Move.SPLIT: "report_split",
    Move.REOPEN: "report_reopened",
    Move.UPHOLD: "report_upheld",
}


def tell_reporter(report: Report, event: ReportEvent) -> None:
    """Queue the notice of a move to the sender, if there is one and the sender is to know."""
    move = Move(event.move)
    name = NOTICES.get(move) if silence.is_told(move, is_crime=report.kind.is_crime) else None
    sender = seals.sender_of(report) if name else None
    if name is None or sender is None:
        return
    queue_apart(name, _change(event), sender.citizen, {})


def _change(event: ReportEvent) -> str:
    """Return the name that the notice keeps of a move. It leads to no report, as does no office."""
    return f"report-{keyed_hash('report-notice', str(event.pk))}"
