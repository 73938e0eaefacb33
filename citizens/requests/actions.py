"""The only writers of requests about personal data.

Each move locks the citizen, then the request, and appends an event.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from citizens import actions
from citizens.locking import Act, lock_citizen
from citizens.models import Citizen, Erasure, PersonalRequest, PersonalRequestEvent
from citizens.models.request import PersonalRequestQuerySet
from citizens.notices.queueing import queue
from citizens.requests import workflow
from citizens.requests.workflow import Kind, Move, Party, Status
from foundation.api.problems import Problem
from foundation.moves.engine import NOTHING, Change, Flow, Step
from offices.rights import reaches_all
from offices.snapshot import directory
from offices.working_time.calendar import WorkingCalendar
from offices.working_time.calendar_rows import load_calendar

MAX_OPEN = 5  # of one citizen
# The moves that the citizen is told of. They know what they did themselves.
NOTICES = {
    Move.ACKNOWLEDGE: "request_acknowledged",
    Move.EXTEND: "request_extended",
    Move.FINISH: "request_done",
    Move.REFUSE: "request_refused",
}


class RequestFlow(Flow[PersonalRequest, Move, Party, Status, bool, PersonalRequestEvent]):
    """Each move locks the citizen, then the request. No version is compared."""

    table = workflow.TABLE
    moved_on = refused = "request_moved_on"
    log_event, row_name, version = "personal_request_moved", "request", ""

    def visible_to(self, _user: User | AnonymousUser) -> PersonalRequestQuerySet:
        rows: PersonalRequestQuerySet = PersonalRequest.objects.all()
        return rows

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        """Allow officers who reach every office: requests belong to none."""
        handles = party is Party.HANDLER and user.has_perm("citizens.handle_personalrequest")
        return handles and reaches_all(user)

    def lock(self, row: PersonalRequest, *_others: PersonalRequest) -> PersonalRequest:
        citizen = lock_citizen(row.citizen_id, Act.CASE_WORK)
        locked: PersonalRequest = PersonalRequest.objects.select_for_update().get(pk=row.pk)
        locked.citizen = citizen
        return locked

    def traits_of(self, row: PersonalRequest) -> bool:
        return row.extended_at is not None

    def values_of(self, _row: PersonalRequest, step: Step[Move, Status]) -> dict[str, Any]:
        if step.end in workflow.CLOSED:
            return {"closed_at": step.at}
        return {"acknowledged_at": step.at} if step.move is Move.ACKNOWLEDGE else {}

    def append(self, row: PersonalRequest, step: Step[Move, Status]) -> PersonalRequestEvent:
        event: PersonalRequestEvent = PersonalRequestEvent.objects.create(
            request=row, move=step.move, status=step.end, officer=step.officer
        )
        return event

    def tell(
        self, row: PersonalRequest, step: Step[Move, Status], event: PersonalRequestEvent
    ) -> None:
        if name := NOTICES.get(step.move):
            change = f"request-event-{event.pk}"
            queue(name, change, [row.citizen_id], {"number": str(row.pk)})


flow = RequestFlow()


def _calendar() -> WorkingCalendar:
    return directory.current().calendar


# --- the citizen ---------------------------------------------------------------------------------


@transaction.atomic
def receive(citizen: Citizen, kind: str, text: str) -> PersonalRequest:
    """Receive a request and set its deadlines.

    Raises Problem `requests_too_many`, and `session_ended` for an erased citizen.
    """
    current = lock_citizen(citizen.pk, Act.DATA_RIGHT)
    if PersonalRequest.objects.of_citizen(current).open().count() >= MAX_OPEN:
        raise Problem("requests_too_many")
    now = timezone.now()
    today, calendar = timezone.localdate(now), _calendar()
    acknowledge_by, due_on = workflow.deadlines(
        kind, today, calendar, most_hours=settings.ZALO_RIGHTS_HOURS
    )
    request: PersonalRequest = PersonalRequest.objects.create(
        citizen=current,
        kind=kind,
        text=text,
        received_at=now,
        acknowledge_by=acknowledge_by,
        due_on=due_on,
    )
    flow.record(request, Move.RECEIVE)
    return request


@transaction.atomic
def cancel(request: PersonalRequest) -> None:
    """Take a request back; does nothing if it was taken back before.

    Raises Problem `request_moved_on` if it was answered.
    """
    if request.status != Status.CANCELLED:
        flow.make_move(flow.lock(request), Move.CANCEL)


# --- officers ------------------------------------------------------------------------------------
# Each raises Problem `request_moved_on` if the move is not allowed any more, because somebody else
# was faster.


@flow.does(Move.ACKNOWLEDGE)
def acknowledge(_request: PersonalRequest, _officer: User) -> Change:
    """Acknowledge the request to the citizen."""
    return NOTHING


@flow.does(Move.EXTEND)
def extend(request: PersonalRequest, _officer: User, words: str) -> Change:
    """Extend the deadline, which the law allows once; `words` are the reason."""
    received_on = timezone.localdate(request.received_at)
    due_on = workflow.due_on(request.kind, received_on, _calendar(), extended=True)
    return Change({"extended_at": timezone.now(), "extension_reason": words, "due_on": due_on})


@flow.does(Move.FINISH)
def finish(request: PersonalRequest, _officer: User, answer: str) -> Change:
    """Close a request as done.

    A request for deletion erases the citizen in the same transaction, and with them these words.
    """
    after = partial(_erase, request) if request.kind == Kind.DELETION else None
    return Change({"answer": answer}, after=after)


def _erase(request: PersonalRequest) -> None:
    actions.erase(request.citizen, Erasure.Cause.DELETION_REQUEST)
    request.refresh_from_db()


@flow.does(Move.REFUSE)
def refuse(_request: PersonalRequest, _officer: User, words: str) -> Change:
    """Close a request as refused; `words` are the reason, which the citizen reads."""
    return Change({"answer": words})


# --- the calendar --------------------------------------------------------------------------------


def recompute_deadlines() -> None:
    """Compute the deadlines of open requests anew, when the working calendar is corrected.

    It runs in the transaction of the correction.
    """
    calendar = load_calendar()
    for request in PersonalRequest.objects.open().select_for_update().order_by("pk"):
        received_on = timezone.localdate(request.received_at)
        extended = request.extended_at is not None
        dates = workflow.deadlines(
            request.kind,
            received_on,
            calendar,
            extended=extended,
            most_hours=settings.ZALO_RIGHTS_HOURS,
        )
        if dates != (request.acknowledge_by, request.due_on):
            request.acknowledge_by, request.due_on = dates
            request.save(update_fields=["acknowledge_by", "due_on"])
