"""The only writers of follow-ups of low marks: open and move them. See `workflow`.

Each move locks the follow-up, appends an event and may queue a notice to the rater. Leaders' moves
raise Problem `follow_up_moved_on` if the move is no longer allowed.
"""

from datetime import date
from typing import Any

import structlog
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from citizens.locking import stay_without_lock
from citizens.models import Citizen
from citizens.notices.queueing import queue_apart
from feedback.models import Author, FollowUp, FollowUpEvent, FollowUpMessage, Rating
from feedback.ratings import rater_hashes, workflow
from feedback.ratings.querysets import FollowUpQuerySet
from feedback.ratings.workflow import Move, Party, Status, Today
from foundation.moves.engine import NOTHING, Change, Flow, Step
from foundation.records.turns import take_turn
from offices.snapshot import directory
from offices.working_time.calendar import WorkingCalendar

log = structlog.get_logger("police_portal.feedback")

LEAD = "feedback.lead_rating"
NOTICES = {
    Move.ASK_BACK: "follow_up_asked_back",
    Move.DECLINE: "follow_up_declined",
    Move.PUBLISH: "follow_up_closed",
}


class FollowUpFlow(Flow[FollowUp, Move, Party, Status, Today, FollowUpEvent]):
    """A leader's move waits for the rater's own. Days count, not moments."""

    table = workflow.TABLE
    moved_on = refused = "follow_up_moved_on"
    log_event, version, compared = "follow_up_moved", "", ("rater",)

    def visible_to(self, user: User | AnonymousUser) -> FollowUpQuerySet:
        return FollowUp.objects.visible_to_officer(user)

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return party is Party.LEADER and user.has_perm(LEAD)

    def lock(self, row: FollowUp, *_others: FollowUp) -> FollowUp:
        rater = FollowUp.objects.values_list("rater", flat=True).get(pk=row.pk)
        if rater:  # before the follow-up is locked, as erasing does: another order could deadlock
            take_turn(rater_hashes.owner_mark(int(rater)))
        return _locked(row)

    def traits_of(self, row: FollowUp) -> Today:
        return Today(row.clocks, timezone.localdate())

    def values_of(self, _row: FollowUp, step: Step[Move, Status]) -> dict[str, Any]:
        if step.end in workflow.OPEN_STATUSES:
            return {}
        return {"ended_on": timezone.localdate(step.at), "rater": ""}

    def derive(self, row: FollowUp, step: Step[Move, Status]) -> tuple[str, ...]:
        row.due_on = workflow.next_due_day(step.end, row.clocks)
        return ("due_on",)

    def append(self, row: FollowUp, step: Step[Move, Status]) -> FollowUpEvent:
        today = timezone.localdate(step.at)
        if step.change.words:
            author = Author.OFFICER if step.officer else Author.CITIZEN
            _append_message(row, step.move, author, step.change.words, today)
        event: FollowUpEvent = FollowUpEvent.objects.create(
            follow_up=row,
            number=FollowUpEvent.objects.filter(follow_up=row).count() + 1,
            move=step.move,
            status=step.end,
            officer=step.officer,
            on=today,
        )
        return event

    def tell(self, row: FollowUp, step: Step[Move, Status], event: FollowUpEvent) -> None:
        if step.move in NOTICES and step.was["rater"]:
            _queue_notice(row, step.move, int(step.was["rater"]), event.number)

    def log(self, row: FollowUp, step: Step[Move, Status]) -> None:
        """Log nothing in a rater's request: next to its address it would say: the mark was low."""
        if step.officer:
            log.info(self.log_event, move=str(step.move))


flow = FollowUpFlow()


# --- the rater -----------------------------------------------------------------------------------


def open_for_low_mark(
    citizen: Citizen, overall: int, rater_hash: str, office_id: str
) -> FollowUp | None:
    """Return the follow-up of a mark: None above LOW, and one for all low marks of one rating.

    A mark that improves does not end it. Otherwise a leader could see from its end that somebody
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
    flow.record(opened, Move.OPEN)
    return opened


@transaction.atomic
def reply(citizen: Citizen, follow_up: FollowUp, text: str) -> FollowUp:
    """Add the rater's answer to a leader's question.

    Raises Problem `follow_up_moved_on`, `session_ended`.
    """
    stay_without_lock(citizen.pk, rater_hashes.owner_hash(citizen))
    locked = _locked(follow_up)
    today = timezone.localdate()
    clocks = workflow.clocks_after_reply(
        locked.clocks, locked.asked_on or today, today, _calendar()
    )
    flow.make_move(locked, Move.REPLY, change=Change({"handle_by": clocks.handle_by}, text))
    return locked


# --- leaders -------------------------------------------------------------------------------------


@flow.does(Move.DECLINE)
def decline(_row: FollowUp, _officer: User, words: str) -> Change:
    """End it without handling, for a reason that the rater reads. Allowed for 2 working days."""
    return Change(words=words)


@flow.does(Move.ASK_BACK)
def ask_back(_row: FollowUp, _officer: User, words: str) -> Change:
    """Ask the rater for more. Allowed for 5 working days."""
    return Change({"asked_on": timezone.localdate()}, words)


@flow.does(Move.HANDLE)
def handle(row: FollowUp, _officer: User, words: str) -> Change:
    """Record the findings and measures. The rater reads them once they are published."""
    today = timezone.localdate()
    publish_by = workflow.clocks_after_handling(row.clocks, today, _calendar()).publish_by
    return Change({"handled_on": today, "publish_by": publish_by}, words)


@flow.does(Move.PUBLISH)
def publish(_row: FollowUp, _officer: User) -> Change:
    """Publish the outcome to the rater, which ends the follow-up."""
    return NOTHING


# --- common parts ------------------------------------------------------------------------------


def _locked(follow_up: FollowUp) -> FollowUp:
    locked: FollowUp = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    return locked


def _calendar() -> WorkingCalendar:
    return directory.current().calendar


def _append_message(row: FollowUp, move: Move, author: Author, text: str, today: date) -> None:
    newest = row.messages.order_by("-number").values_list("number", flat=True).first() or 0
    FollowUpMessage.objects.create(
        follow_up=row, number=newest + 1, move=move, author=author, text=text, on=today
    )


def _queue_notice(row: FollowUp, move: Move, citizen: int, number: int) -> None:
    """Queue a notice to the rater.

    Follow-up and rating have numbers in it that officers do not know, and it stays out of their
    lists.
    """
    queue_apart(
        NOTICES[move],
        rater_hashes.follow_up_change(row.pk, number),
        citizen,
        {"number": rater_hashes.follow_up_number(row.pk)},
    )
