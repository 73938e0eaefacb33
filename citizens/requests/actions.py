"""The only writers of requests about personal data.

Each move locks the citizen, then the request, and appends an event.
"""

from typing import Any

import structlog
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from citizens import actions, workflow
from citizens.models import Citizen, Erasure, PersonalRequest, PersonalRequestEvent
from citizens.notices.queueing import queue
from citizens.personal_data_registry import Kept
from citizens.workflow import Kind, Move, Status
from foundation.api.problems import Problem
from offices.calendar import WorkingCalendar
from offices.calendar_rows import load_calendar
from offices.snapshot import directory

log = structlog.get_logger("police_portal.citizens")

MAX_OPEN = 5  # of one citizen
# What the citizen is told of; what they do themselves they know.
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
    """Take a request in and set its clocks.

    Raises Problem `requests_too_many`, and `session_ended` for an erased citizen.
    """
    current = Citizen.objects.select_for_update().get(pk=citizen.pk)
    if current.erased_at:
        raise Problem("session_ended")
    if PersonalRequest.objects.of(current).open().count() >= MAX_OPEN:
        raise Problem("requests_too_many")
    now = timezone.now()
    today, calendar = timezone.localdate(now), _calendar()
    request: PersonalRequest = PersonalRequest.objects.create(
        citizen=current,
        kind=kind,
        text=text,
        received_at=now,
        acknowledge_by=workflow.acknowledge_by(today, calendar),
        due_on=workflow.due_on(kind, today, calendar),
    )
    _append(request, Move.RECEIVE)
    return request


def cancel(request: PersonalRequest) -> None:
    """Take a request back; nothing when it was taken back before.

    Raises Problem `request_moved_on` for an answered one.
    """
    if request.status != Status.CANCELLED:
        _move(request, Move.CANCEL)


# --- officers ------------------------------------------------------------------------------------
# Each raises Problem `request_moved_on` when the move is not lawful any more: somebody else was faster.


def acknowledge(request: PersonalRequest, officer: User) -> PersonalRequest:
    """Tell the citizen that their request came."""
    return _move(request, Move.ACKNOWLEDGE, officer)


@transaction.atomic
def extend(request: PersonalRequest, officer: User, reason: str) -> PersonalRequest:
    """Take the one extension that the law gives, and say why."""
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

    One for deletion erases the citizen in the same transaction, the words of this one included.
    """
    done = _move(request, Move.FINISH, officer, answer=answer)
    if done.kind == Kind.DELETION:
        actions.erase(done.citizen, Erasure.Cause.DELETION_REQUEST)
        done.refresh_from_db()
    return done


def refuse(request: PersonalRequest, officer: User, reason: str) -> PersonalRequest:
    """Close a request as refused, with the reason that the citizen reads."""
    return _move(request, Move.REFUSE, officer, answer=reason)


@transaction.atomic
def _move(
    request: PersonalRequest, move: Move, officer: User | None = None, **values: Any
) -> PersonalRequest:
    # The citizen first, as erasing does, or one of both would be refused as a deadlock.
    citizen = Citizen.objects.select_for_update().get(pk=request.citizen_id)
    current: PersonalRequest = PersonalRequest.objects.select_for_update().get(pk=request.pk)
    if move not in current.moves:
        raise Problem("request_moved_on")
    current.citizen = citizen
    _write(current, move, officer, **values)
    return current


def _write(
    request: PersonalRequest, move: Move, officer: User | None = None, **values: Any
) -> None:
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


def recount() -> None:
    """Work the dates of open requests out anew.

    In the transaction that corrects the working calendar.
    """
    calendar = load_calendar()
    for request in PersonalRequest.objects.open().select_for_update().order_by("pk"):
        received_on = timezone.localdate(request.received_at)
        extended = request.extended_at is not None
        dates = (
            workflow.acknowledge_by(received_on, calendar),
            workflow.due_on(request.kind, received_on, calendar, extended=extended),
        )
        if dates != (request.acknowledge_by, request.due_on):
            request.acknowledge_by, request.due_on = dates
            request.save(update_fields=["acknowledge_by", "due_on"])


# --- export and erasure --------------------------------------------------------------------------


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the citizen's requests with what both sides wrote."""
    from citizens.requests.serializers import (
        PersonalRequestSerializer,  # needs models that are loaded after the registry
    )

    return [
        dict(PersonalRequestSerializer(request).data)
        for request in PersonalRequest.objects.of(citizen).order_by("pk")
    ]


def forget(citizen: Citizen) -> list[Kept]:
    """Delete what was written, close what is open, and tell what stays.

    The citizen's row is locked.
    """
    own = PersonalRequest.objects.of(citizen)
    for request in own.open().select_for_update().order_by("pk"):
        _write(request, Move.CANCEL)
    own.update(text="", extension_reason="", answer="")
    return [Kept(KEPT, WHY_KEPT)] if own.exists() else []


KEPT = "Loại, ngày và kết quả của các yêu cầu về dữ liệu cá nhân, không còn nội dung"
WHY_KEPT = (
    "Chứng minh yêu cầu đã được giải quyết đúng hạn (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP)"
)
