"""Locks a report and carries out a lawful move: state, event, words, counts, notice.

Every move goes through `make_move`; what is special to one stands in the file of who makes it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.contrib.auth.models import User
from django.utils import timezone

from foundation.api.problems import Problem
from offices.snapshot import directory
from reports import clock, daily_counts, notifying, workflow
from reports.clock import Times
from reports.models import Report, ReportEvent, ReportMessage
from reports.workflow import Move, Status

# Moves with which a verification begins, and those after which a deadline is reckoned anew.
_BEGINS = (Move.TAKE_ON, Move.REOPEN, Move.DISPUTE)
_RECKONED_ANEW = frozenset({Move.RECLASSIFY, Move.EXTEND})
log = structlog.get_logger("police_portal.reports")


@dataclass(frozen=True)
class Words:
    """What is said with a move: to the other side, and between officers."""

    public: str = field(default="", repr=False)
    internal: str = field(default="", repr=False)


NOTHING = Words()


def lock_report(report: Report, seen: int | None = None) -> Report:
    """Lock and read the report anew.

    `seen` is `events_count` when the officer read it. Raises Problem `report_moved_on` if something
    happened since.
    """
    rows = Report.objects.select_for_update(of=("self",)).select_related("kind")
    locked: Report = rows.get(pk=report.pk)
    if seen is not None and seen != locked.events_count:
        raise Problem("report_moved_on")
    return locked


def require(move: Move, report: Report) -> None:
    """Raise Problem `report_moved_on` unless the report may make the move from where it stands."""
    if not workflow.is_allowed(move, report.status, report.kind.traits):
        raise Problem("report_moved_on")


def make_move(
    report: Report,
    move: Move,
    officer: User | None = None,
    words: Words = NOTHING,
    **values: Any,
) -> ReportEvent:
    """Write a lawful move of a locked report and everything that follows from it.

    `values` are columns that this move sets besides those that every move sets. Raises Problem
    `report_moved_on`.
    """
    require(move, report)
    start, due_at, now = Status(report.status), report.due_at, timezone.now()
    office, decided_at = report.office, report.decided_at
    end = workflow.end_of(move, start, report.status_before)
    values = {**_new_values(report, move, end, now), **values}
    for name, value in values.items():
        setattr(report, name, value)
    entered_at = now if move in _BEGINS else _verified_since(report) or now
    set_deadline(report, entered_at=entered_at, entered=end is not start or move in _RECKONED_ANEW)
    report.events_count += 1
    report.save(update_fields=[*values, "due_at", "due_citation", "events_count"])
    event = record_event(report, move, officer)
    say(report, event, officer, words)
    if start is Status.RECEIVED and end is not start:
        recall_hand_overs(report)
    daily_counts.count_move(report, move, now, due_at)
    if report.office_id != office.pk:
        daily_counts.move_sent(report, office)
    if decided_at and not report.decided_at:
        daily_counts.undo_decision(report, decided_at)
    notifying.tell_reporter(report, event)
    log.info("report_moved", report=report.pk, move=str(move))
    return event


def _new_values(report: Report, move: Move, end: Status, now: datetime) -> dict[str, Any]:
    """Return the columns that follow from the move alone."""
    values: dict[str, Any] = {"status": end, "changed_at": now}
    if move in workflow.REMEMBERS:
        values["status_before"] = report.status
    if end is not Status.NEED_MORE:
        values["supply_by"] = None
    if move in workflow.DECISIONS:
        values["decided_at"] = now
    elif move in workflow.UNDECIDED:
        values |= {"outcome": "", "document_number": "", "decided_at": None}
    values["ended_at"] = None if end in workflow.OPEN else (report.ended_at or now)
    return values


def _verified_since(report: Report) -> datetime | None:
    """Return when the verification began: the clock ran on while more was asked, or merged."""
    began = report.events.filter(move__in=_BEGINS).order_by("-pk")
    at: datetime | None = began.values_list("at", flat=True).first()
    return at


def recall_hand_overs(report: Report) -> None:
    """Take back what no other office has accepted: this one goes on with the report."""
    report.hand_overs.waiting().update(recalled_at=timezone.now())


def set_deadline(report: Report, *, entered_at: datetime, entered: bool) -> None:
    """Set the deadline of where the report stands; waiting for the sender changes nothing.

    `entered` is True if it has just come there.
    """
    status = Status(report.status)
    if status not in workflow.OPEN:
        report.due_at, report.due_citation = None, ""
        return
    if status is Status.NEED_MORE or not entered:
        return
    times = Times(report.first_received_at, entered_at, report.extended)
    calendar = directory.current().calendar
    found = clock.deadline_of(status, report.kind.clock_rules.all(), times, calendar)
    report.due_at = found.at if found else None
    report.due_citation = found.citation if found else ""


def record_event(report: Report, move: Move, officer: User | None = None) -> ReportEvent:
    """Append the event of a move that has just been made."""
    event: ReportEvent = ReportEvent.objects.create(
        report=report,
        move=move,
        status=report.status,
        outcome=report.outcome,
        office_id=report.office_id,
        officer=officer,
    )
    return event


def say(report: Report, event: ReportEvent, officer: User | None, words: Words) -> None:
    """Keep what was said with a move."""
    author = ReportMessage.Author.OFFICER if officer else ReportMessage.Author.REPORTER
    for text, internal in ((words.public, False), (words.internal, True)):
        if text:
            ReportMessage.objects.create(
                report=report,
                event=event,
                author=author,
                officer=officer,
                text=text,
                internal=internal,
            )
