"""Opens follow-ups of low marks and moves them; nothing else writes them. See `workflow`.

Each move locks the follow-up, appends an event and may queue a notice to the rater. Leaders' moves
raise Problem `follow_up_moved_on` if the move is no longer lawful.
"""

from datetime import date
from typing import Any

import structlog
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from citizens.locking import stay_without_lock
from citizens.models import Citizen
from citizens.notices.queueing import queue_apart
from feedback.models import Author, FollowUp, FollowUpEvent, FollowUpMessage, Rating
from feedback.ratings import rater_hashes, workflow
from feedback.ratings.workflow import Move, Status
from foundation.api.problems import Problem
from foundation.records.turns import take_turn
from offices.calendar import WorkingCalendar
from offices.snapshot import directory

log = structlog.get_logger("police_portal.feedback")

NOTICES = {
    Move.ASK_BACK: "follow_up_asked_back",
    Move.DECLINE: "follow_up_declined",
    Move.PUBLISH: "follow_up_closed",
}


# --- the rater -----------------------------------------------------------------------------------


def open_for_low_mark(
    citizen: Citizen, overall: int, rater_hash: str, office_id: str
) -> FollowUp | None:
    """Return the follow-up of a mark: None above LOW, and one for all low marks of one rating.

    A mark that rises again does not end it. Otherwise a leader could see from its end that somebody
    was persuaded.
    """
    if overall > workflow.LOW:
        return None
    earlier = (
        Rating.objects.filter(rater_hash=rater_hash, follow_up__isnull=False)
        .select_related("follow_up")
        .first()
    )
    return earlier.follow_up if earlier else _open(citizen, office_id)


def _open(citizen: Citizen, office_id: str) -> FollowUp:
    today = timezone.localdate()
    clocks = workflow.clocks_at_opening(today, _calendar())
    opened: FollowUp = FollowUp.objects.create(
        office_id=office_id,
        opened_on=today,
        decline_by=clocks.decline_by,
        ask_by=clocks.ask_by,
        handle_by=clocks.handle_by,
        due_on=clocks.handle_by,
        rater=str(citizen.pk),
    )
    _append_event(opened, Move.OPEN)
    return opened


@transaction.atomic
def reply(citizen: Citizen, follow_up: FollowUp, text: str) -> FollowUp:
    """Add the rater's answer to a leader's question.

    Raises Problem `follow_up_moved_on`, `session_ended`.
    """
    stay_without_lock(citizen.pk, rater_hashes.owner_hash(citizen))
    locked = _locked(follow_up)
    today = timezone.localdate()
    _refuse_unless(
        workflow.is_allowed(Move.REPLY, locked.status, locked.clocks, today, citizen=True)
    )
    clocks = workflow.clocks_after_reply(
        locked.clocks, locked.asked_on or today, today, _calendar()
    )
    return _write(locked, Move.REPLY, text=text, handle_by=clocks.handle_by)


# --- leaders -------------------------------------------------------------------------------------


def decline(follow_up: FollowUp, officer: User, text: str) -> FollowUp:
    """End it without handling, for a reason that the rater reads. Lawful for 2 working days."""
    return _move(follow_up, Move.DECLINE, officer, text)


def ask_back(follow_up: FollowUp, officer: User, text: str) -> FollowUp:
    """Ask the rater for more. Lawful for 5 working days."""
    return _move(follow_up, Move.ASK_BACK, officer, text, asked_on=timezone.localdate())


def handle(follow_up: FollowUp, officer: User, text: str) -> FollowUp:
    """Note what was found and done. The rater reads it once it is published."""
    today = timezone.localdate()
    publish_by = workflow.clocks_after_handling(follow_up.clocks, today, _calendar()).publish_by
    return _move(follow_up, Move.HANDLE, officer, text, handled_on=today, publish_by=publish_by)


def publish(follow_up: FollowUp, officer: User) -> FollowUp:
    """Tell the rater the outcome, which ends the follow-up."""
    return _move(follow_up, Move.PUBLISH, officer)


@transaction.atomic
def _move(
    follow_up: FollowUp, move: Move, officer: User, text: str = "", **values: Any
) -> FollowUp:
    rater = FollowUp.objects.values_list("rater", flat=True).get(pk=follow_up.pk)
    if rater:  # before the follow-up is locked, as erasing does: another order could deadlock
        take_turn(rater_hashes.owner_mark(int(rater)))
    locked = _locked(follow_up)
    _refuse_unless(workflow.is_allowed(move, locked.status, locked.clocks, timezone.localdate()))
    return _write(locked, move, officer, text, **values)


# --- what both share -----------------------------------------------------------------------------


def _locked(follow_up: FollowUp) -> FollowUp:
    locked: FollowUp = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    return locked


def _calendar() -> WorkingCalendar:
    return directory.current().calendar


def _refuse_unless(lawful: bool) -> None:  # noqa: FBT001  # reads as a sentence
    if not lawful:
        raise Problem("follow_up_moved_on")


def _write(
    row: FollowUp, move: Move, officer: User | None = None, text: str = "", **values: Any
) -> FollowUp:
    today, status = timezone.localdate(), workflow.RULES[move].ends[Status(row.status)]
    for name, value in {**values, "status": status}.items():
        setattr(row, name, value)
    row.due_on = workflow.next_due_day(status, row.clocks)
    rater = row.rater
    if status not in workflow.OPEN_STATUSES:
        row.ended_on, row.rater = today, ""
    row.save(update_fields=[*values, "status", "due_on", "ended_on", "rater"])
    if text:
        _append_message(row, move, Author.OFFICER if officer else Author.CITIZEN, text, today)
    number = _append_event(row, move, officer)
    if move in NOTICES and rater:
        _queue_notice(row, move, int(rater), number)
    return row


def _append_message(row: FollowUp, move: Move, author: Author, text: str, today: date) -> None:
    newest = row.messages.order_by("-number").values_list("number", flat=True).first() or 0
    FollowUpMessage.objects.create(
        follow_up=row, number=newest + 1, move=move, author=author, text=text, on=today
    )


def _append_event(row: FollowUp, move: Move, officer: User | None = None) -> int:
    number = FollowUpEvent.objects.filter(follow_up=row).count() + 1
    FollowUpEvent.objects.create(
        follow_up=row,
        number=number,
        move=move,
        status=row.status,
        officer=officer,
        on=timezone.localdate(),
    )
    # Not in a rater's request: next to its address the log would say that the mark was low.
    if officer:
        log.info("follow_up_moved", move=str(move))
    return number


def _queue_notice(row: FollowUp, move: Move, citizen: int, number: int) -> None:
    """Queue a notice to the rater.

    It names follow-up and rating by numbers that officers do not know, and stays out of their
    lists.
    """
    queue_apart(
        NOTICES[move],
        rater_hashes.follow_up_change(row.pk, number),
        citizen,
        {"number": rater_hashes.follow_up_number(row.pk)},
    )
