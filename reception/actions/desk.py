"""What a desk does. Whom it calls the system chooses, under the lock of the day."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from foundation.moves.engine import NOTHING, Change
from reception.actions.booking import arrival_of
from reception.actions.moving import LATER, SERVE, flow, lock_day, refresh_board
from reception.models import Queue, QueueNumber
from reception.order import behind
from reception.workflow import Move, State


def waiting_on(queue: Queue) -> QuerySet[QueueNumber]:
    """Return who waits today, in the order of calls but for priority and windows to come."""
    rows = QueueNumber.objects.filter(queue=queue, day=timezone.localdate(), state=State.WAITING)
    return rows.order_by("reference_at", "pk")


def next_of(queue: Queue, now: datetime, *, last_was_priority: bool) -> QueueNumber | None:
    """Return whom to call next: priority at most every second time, none before their window.

    If nobody else waits, somebody is called before the window.
    """
    ready = Q(begins_at=None) | Q(begins_at__lte=now)
    turn = Case(
        When(ready & Q(priority__isnull=last_was_priority), then=0), When(ready, then=1), default=2
    )
    return waiting_on(queue).order_by(turn, "reference_at", "pk").first()


@transaction.atomic
def call_next(queue: Queue, officer: User, desk: str) -> QueueNumber | None:
    """End what is at the desk, and call the next number there; None if nobody waits."""
    if not officer.has_perm(SERVE):
        raise PermissionDenied
    now = timezone.now()
    day = lock_day(queue.pk, timezone.localdate(now))
    here = QueueNumber.objects.filter(queue=queue, day=day.day, desk=desk, state=State.CALLED)
    for ended in here:
        flow.make_move(ended, Move.FINISH, officer, LATER)
    number = next_of(queue, now, last_was_priority=day.last_was_priority)
    if number is None:
        refresh_board(queue.pk, day.day)
        return None
    called = Change({"desk": desk, "calls": 1, "called_at": now})
    flow.make_move(number, Move.CALL, officer, called)
    return number


@flow.does(Move.ARRIVE)
def arrive(number: QueueNumber, _officer: User) -> Change:
    """Note that somebody is here."""
    return arrival_of(number)


@flow.does(Move.RECALL)
def recall(number: QueueNumber, _officer: User) -> Change:
    """Call once more."""
    return Change({"calls": number.calls + 1})


@flow.does(Move.FINISH)
def finish(_number: QueueNumber, _officer: User) -> Change:
    """End it without calling anybody."""
    return NOTHING


@flow.does(Move.MISS)
def miss(_number: QueueNumber, _officer: User) -> Change:
    """Note that nobody came, after three calls over five minutes."""
    return NOTHING


@flow.does(Move.RETURN)
def come_back(number: QueueNumber, _officer: User) -> Change:
    """Let somebody who was absent wait again, with the same number, next but one."""
    first = waiting_on(number.queue).values_list("reference_at", flat=True).first()
    return Change({"reference_at": behind(first, timezone.now()), "desk": "", "calls": 0})


@flow.does(Move.LEAVE)
def leave(_number: QueueNumber, _officer: User) -> Change:
    """Note that somebody went home."""
    return NOTHING
