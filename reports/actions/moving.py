"""How reports move: what the engine of moves has to know of them, and how moves are counted.

Counts are per office with its area, kind and day: sent, ended, in time, handled, disputed. What
moves afterwards is counted beside, for the day of what it changes: leaders' figures are of the same
reports as the lists that they open.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.events.recording import News
from foundation.moves.engine import Change, Flow, Step
from foundation.records import counters
from offices.models import Office
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from reports import rights, workflow
from reports.actions import outward
from reports.deadlines import clock
from reports.deadlines.clock import Times
from reports.models import Report, ReportDay, ReportEvent, ReportMessage
from reports.querysets import ReportQuerySet
from reports.reporter import notifying, silence
from reports.workflow import DECISIONS, Move, Outcome, Party, Status, Traits

PAGE = "reports.report"  # the page's key in notes
# Moves with which a verification begins, and those after which a deadline is reckoned anew.
_BEGINS = (Move.TAKE_ON, Move.REOPEN, Move.DISPUTE)
_RECKONED_ANEW = frozenset({Move.RECLASSIFY, Move.EXTEND})
# What was proposed is over once the report has moved on; the words stay in the conversation.
NO_PROPOSAL: dict[str, Any] = {
    "proposed_at": None, "proposed_outcome": "", "proposed_number": "", "proposed_words": "",
}  # fmt: skip
NOBODY: dict[str, Any] = {"officer": None, "verify_by": None}
SPLIT_FIRST = "Có phản ánh khác đã gộp vào phản ánh này. Hãy tách ra trước."


class ReportFlow(Flow[Report, Move, Party, Status, Traits, ReportEvent]):
    """An officer locks a report with its incident; senders' words raise the version, too."""

    table = workflow.TABLE
    moved_on = refused = "report_moved_on"
    log_event, row_name, before = "report_moved", "report", "status_before"
    compared = ("due_at", "office", "decided_at", "kind")

    def visible_to(self, user: User | AnonymousUser) -> ReportQuerySet:
        visible: ReportQuerySet = Report.objects.visible_to_officer(user)
        return visible.select_related("kind", "office")

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return rights.may_act_as(user, party)

    def lock(self, row: Report, *others: Report) -> Report:
        return lock_with_incident(row, *others)

    def traits_of(self, row: Report) -> Traits:
        return row.traits

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
        if step.end is not step.start or step.move is Move.GIVE_BACK:
            values |= NO_PROPOSAL
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
        count_move(row, step.move, step.at, step.was["due_at"])
        if row.office_id != step.was["office"].pk:
            move_sent(row, step.was["office"])
        if step.was["decided_at"] and not row.decided_at:
            undo_decision(row, step.was["decided_at"])
        notifying.tell_reporter(row, event)

    def news_of(self, row: Report, step: Step[Move, Status], event: ReportEvent) -> News | None:
        return outward.news_of(row, event, step.was["office"].pk, step.was["kind"])


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
    """Return the public words and the internal ones.

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


def record_sent(report: Report, now: datetime) -> None:
    """Append the first event of a report that has just been saved, and count it."""
    outward.tell(report, record_event(report, Move.SEND))
    count_move(report, Move.SEND, now)


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
    """Store the words of a move."""
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
