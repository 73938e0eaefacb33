"""What a desk does. Whom it calls the system chooses, under the lock of the day."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from foundation.moves.engine import NOTHING, Change
from reception.actions import places
from reception.actions.booking import arrival_of
from reception.actions.moving import LATER, SERVE, flow, lock_day, refresh_board
from reception.models import PriorityGroup, Queue, QueueNumber
from reception.order import behind
from reception.workflow import UNDOING, Move, State

MINUTE = timedelta(minutes=1)
NOBODY = "Chưa mời số nào đến {desk}."
TOO_SOON = "Ghi vắng sau ba lần gọi trong năm phút, khi khung giờ hẹn đã bắt đầu."
TOO_LATE = "Chỉ lấy lại được lượt mời trong hai phút."
HAS_ANOTHER = "Người ấy đã lấy số khác nên không lấy lại được."
WAITS_AGAIN = Change({"desk": "", "calls": 0, "called_at": None, "waited": None})
NO_PLACE = "Bảy ngày tới không còn chỗ. Mời người ấy chọn ngày xa hơn hoặc đến trực tiếp."


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
    waited = _minutes_since(number.arrived_at, now)
    called = Change({"desk": desk, "calls": 1, "called_at": now, "waited": waited})
    flow.make_move(number, Move.CALL, officer, called)
    return number


def _minutes_since(arrived_at: datetime | None, now: datetime) -> int | None:
    """Return how long somebody waited; not less than nothing, by whichever machine's clock."""
    return max(0, (now - arrived_at) // MINUTE) if arrived_at else None


@transaction.atomic
def undo_call(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """Take back the last call of a desk; return who is there again, or else who waits again.

    Who was called waits as before; whom that call ended is at the desk again. Raises Refused
    if there was no call in the last two minutes.
    """
    if not officer.has_perm(SERVE):
        raise PermissionDenied
    earliest = timezone.now() - UNDOING
    day = lock_day(queue.pk, timezone.localdate())
    today = QueueNumber.objects.filter(queue=queue, day=day.day)
    called = today.filter(desk=desk, state=State.CALLED).first()
    since = called.called_at if called and called.called_at else earliest
    ended = today.filter(desk=desk, state=State.DONE, ended_at__gte=since).order_by("-ended_at")
    back = [row for row in (called, ended.first()) if row is not None]
    if since < earliest or not back:
        flow.refuse(TOO_LATE)
    again = [row for row in back if _put_back(row, officer)]
    if not again:
        flow.refuse(HAS_ANOTHER)
    last = today.exclude(called_at=None).order_by("-called_at").first()
    refresh_board(queue.pk, day.day, last_was_priority=bool(last and last.priority_id))
    return again[-1]


def _put_back(row: QueueNumber, officer: User) -> bool:
    """Take back a call, or an end: not of somebody who took another number meanwhile."""
    change = Change({"ended_at": None}) if row.state == State.DONE else WAITS_AGAIN
    try:
        with transaction.atomic():
            flow.make_move(row, Move.UNDO, officer, change)
    except IntegrityError:
        return False
    return True


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


@flow.does(Move.PREFER)
def prefer(_number: QueueNumber, _officer: User, priority: PriorityGroup) -> Change:
    """Note that somebody who waits is called first, and by which law."""
    return Change({"priority": priority})


@flow.does(Move.CARRY)
def carry(number: QueueNumber, _officer: User) -> Change:
    """Let somebody who waited in vain until closing time come in the next free window.

    Takes the window's row after the number's: nobody else does both with a number that waits.
    """
    at = places.first_after(number.queue, number.day, number.people)
    if at is None:
        flow.refuse(NO_PLACE)
    place = places.take(number.queue, at, number.people, number.queue.online_places)
    waits_no_more = {"arrived_at": None, "reference_at": None, "told_least": None}
    return Change({**place.columns(), **waits_no_more, "told_most": None})


def recall_at(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """Call once more who is called to a desk. Raises Refused if nobody is."""
    return recall(_at(queue, desk), officer)


def miss_at(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """Note that nobody came to a desk. Raises Refused if nobody is called, or it is too soon."""
    number = _at(queue, desk)
    if not flow.traits_of(number).called_in_vain:
        flow.refuse(TOO_SOON)
    return miss(number, officer)


def _at(queue: Queue, desk: str) -> QueueNumber:
    here = QueueNumber.objects.filter(
        queue=queue, day=timezone.localdate(), desk=desk, state=State.CALLED
    ).first()
    return here or flow.refuse(NOBODY.format(desk=desk))
