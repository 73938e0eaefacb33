"""The only writers of requests about personal data.

Each move locks the citizen, then the request, and appends an event.
"""

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from citizens import actions
from citizens.locking import Act, lock_citizen
from citizens.models import Citizen, Erasure, PersonalRequest, PersonalRequestEvent
from citizens.notices.queueing import queue
from citizens.requests import workflow
from citizens.requests.workflow import Kind, Move, Status
from foundation.api.problems import Problem
from offices.calendar import WorkingCalendar
from offices.calendar_rows import load_calendar
from offices.snapshot import directory

log = structlog.get_logger("police_portal.citizens")

MAX_OPEN = 5  # of one citizen
# The moves that the citizen is told of. They know what they did themselves.
NOTICES = {
    Move.ACKNOWLEDGE: "request_acknowledged",
    Move.EXTEND: "request_extended",
    Move.FINISH: "request_done",
    Move.REFUSE: "request_refused",
}


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
    _append(request, Move.RECEIVE)
    return request


def cancel(request: PersonalRequest) -> None:
    """Take a request back; does nothing if it was taken back before.

    Raises Problem `request_moved_on` if it was answered.
    """
    if request.status != Status.CANCELLED:
        _move(request, Move.CANCEL)


# --- officers ------------------------------------------------------------------------------------
# Each raises Problem `request_moved_on` if the move is not allowed any more, because somebody else
# was faster.


def acknowledge(request: PersonalRequest, officer: User) -> PersonalRequest:
    """Acknowledge the request to the citizen."""
    return _move(request, Move.ACKNOWLEDGE, officer)


@transaction.atomic
def extend(request: PersonalRequest, officer: User, reason: str) -> PersonalRequest:
    """Extend the deadline, which the law allows once, with the reason."""
    due_on = workflow.due_on(
        request.kind, timezone.localdate(request.received_at), _calendar(), extended=True
    )
    return _move(
        request,
        Move.EXTEND,
        officer,
        extended_at=timezone.now(),
        extension_reason=reason,
        due_on=due_on,
    )


@transaction.atomic
def finish(request: PersonalRequest, officer: User, answer: str) -> PersonalRequest:
    """Close a request as done.

    A request for deletion erases the citizen in the same transaction, and with them these words.
    """
    done = _move(request, Move.FINISH, officer, answer=answer)
    if done.kind == Kind.DELETION:
        actions.erase(done.citizen, Erasure.Cause.DELETION_REQUEST)
        done.refresh_from_db()
    return done


def refuse(request: PersonalRequest, officer: User, reason: str) -> PersonalRequest:
    """Close a request as refused, with a reason that the citizen reads."""
    return _move(request, Move.REFUSE, officer, answer=reason)


@transaction.atomic
def _move(
    request: PersonalRequest, move: Move, officer: User | None = None, **values: object
) -> PersonalRequest:
    citizen = lock_citizen(request.citizen_id, Act.CASE_WORK)
    current: PersonalRequest = PersonalRequest.objects.select_for_update().get(pk=request.pk)
    if move not in current.moves:
        raise Problem("request_moved_on")
    current.citizen = citizen
    write_move(current, move, officer, **values)
    return current


def write_move(
    request: PersonalRequest, move: Move, officer: User | None = None, **values: object
) -> None:
    """Write a move of a request, append its event and tell the citizen. The row is locked."""
    now, end = timezone.now(), workflow.RULES[move].end
    values["status"] = end or request.status
    if end == Status.ACKNOWLEDGED:
        values["acknowledged_at"] = now
    if end in workflow.CLOSED:
        values["closed_at"] = now
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=list(values))
    _append(request, move, officer)


def _append(request: PersonalRequest, move: Move, officer: User | None = None) -> None:
    event = PersonalRequestEvent.objects.create(
        request=request, move=move, status=request.status, officer=officer
    )
    if move in NOTICES:
        queue(
            NOTICES[move],
            f"request-event-{event.pk}",
            [request.citizen_id],
            {"number": str(request.pk)},
        )
    log.info("personal_request_moved", request=request.pk, move=str(move))


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
