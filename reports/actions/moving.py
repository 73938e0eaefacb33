"""How reports move: what the engine of moves has to know of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.moves.engine import Change, Flow, Step
from offices.snapshot import directory
from reports import rights, workflow
from reports.actions import daily_counts
from reports.deadlines import clock
from reports.deadlines.clock import Times
from reports.models import Report, ReportEvent, ReportMessage
from reports.querysets import ReportQuerySet
from reports.reporter import notifying, silence
from reports.workflow import KindTraits, Move, Party, Status

# Moves with which a verification begins, and those after which a deadline is reckoned anew.
_BEGINS = (Move.TAKE_ON, Move.REOPEN, Move.DISPUTE)
_RECKONED_ANEW = frozenset({Move.RECLASSIFY, Move.EXTEND})
SPLIT_FIRST = "Có phản ánh khác đã gộp vào phản ánh này. Hãy tách ra trước."


class ReportFlow(Flow[Report, Move, Party, Status, KindTraits, ReportEvent]):
    """An officer locks a report with its incident; senders' words raise the version, too."""

    table = workflow.TABLE
    moved_on = refused = "report_moved_on"
    log_event, row_name, before = "report_moved", "report", "status_before"
    compared = ("due_at", "office", "decided_at")

    def visible_to(self, user: User | AnonymousUser) -> ReportQuerySet:
        visible: ReportQuerySet = Report.objects.visible_to_officer(user)
        return visible.select_related("kind", "office")

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return rights.may_act_as(user, party)

    def lock(self, row: Report, *others: Report) -> Report:
        return lock_with_incident(row, *others)

    def traits_of(self, row: Report) -> KindTraits:
        return row.kind.traits

    def rights_of(self, row: Report, officer: User) -> Callable[[Move], bool]:
        standing = rights.standing_of(row, officer)
        return lambda move: rights.may_move(move, officer, standing)

    def values_of(self, row: Report, step: Step[Move, Status]) -> dict[str, Any]:
        values: dict[str, Any] = {"changed_at": step.at}
        if step.move in workflow.REMEMBERS:
            values["status_before"] = step.start
        if step.end is not Status.NEED_MORE:
            values["supply_by"] = None
        if step.move in workflow.DECISIONS:
            values["decided_at"] = step.at
        elif step.move in workflow.UNDECIDED:
            values |= {"outcome": "", "document_number": "", "decided_at": None}
        values["ended_at"] = None if step.end in workflow.OPEN else (row.ended_at or step.at)
        return values

    def derive(self, row: Report, step: Step[Move, Status]) -> tuple[str, ...]:
        entered_at = step.at if step.move in _BEGINS else _verified_since(row) or step.at
        entered = step.end is not step.start or step.move in _RECKONED_ANEW
        set_deadline(row, entered_at=entered_at, entered=entered)
        return ("due_at", "due_citation")

    def append(self, row: Report, step: Step[Move, Status]) -> ReportEvent:
        event = record_event(row, step.move, step.officer)
        say(row, event, step.officer, step.change)
        return event

    def tell(self, row: Report, step: Step[Move, Status], event: ReportEvent) -> None:
        if step.start is Status.RECEIVED and step.end is not step.start:
            recall_hand_overs(row)
        daily_counts.count_move(row, step.move, step.at, step.was["due_at"])
        if row.office_id != step.was["office"].pk:
            daily_counts.move_sent(row, step.was["office"])
        if step.was["decided_at"] and not row.decided_at:
            daily_counts.undo_decision(row, step.was["decided_at"])
        notifying.tell_reporter(row, event)


flow = ReportFlow()
make_move = flow.make_move


def lock_report(report: Report) -> Report:
    """Lock a report alone, and read it anew."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("kind")
    locked: Report = rows.get(pk=report.pk)
    return locked


def lock_with_incident(report: Report, *others: Report) -> Report:
    """Lock a report, what shares its incident, and `others`, in one order for everybody.

    Raises Problem `report_moved_on` if it came into an incident or left it meanwhile.
    """
    incident = Report.objects.filter(pk=report.pk).values_list("incident", flat=True).get()
    together = Q(pk__in=[report.pk, *(other.pk for other in others)])
    if incident is not None:
        together |= Q(incident=incident)
    rows = Report.objects.filter(together).order_by("pk").select_for_update()
    list(rows.values_list("pk", flat=True))
    locked = lock_report(report)
    if locked.incident_id != incident:
        raise Problem("report_moved_on")
    return locked


def words_for(report: Report, move: Move, public: str) -> tuple[str, str]:
    """Return what is said to the other side and between officers.

    About a crime, officers' own words stay between them.
    """
    return (silence.FIXED.get(move, ""), public) if report.kind.is_crime else (public, "")


def refuse_if_leading(report: Report, detail: str = SPLIT_FIRST) -> None:
    """Refuse what would leave the reports merged into this one without a leading one."""
    if Report.objects.of_incident(report.incident_id).exists():
        flow.refuse(detail)


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


def say(report: Report, event: ReportEvent, officer: User | None, said: Change) -> None:
    """Keep what was said with a move."""
    author = ReportMessage.Author.OFFICER if officer else ReportMessage.Author.REPORTER
    for text, internal in ((said.words, False), (said.internal, True)):
        if text:
            ReportMessage.objects.create(
                report=report,
                event=event,
                author=author,
                officer=officer,
                text=text,
                internal=internal,
            )
