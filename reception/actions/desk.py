"""What a desk does. Whom it calls the system chooses, under the lock of the day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from foundation.database.prepared import Given, Prepared
from foundation.moves.engine import NOTHING, Change
from reception import workflow
from reception.actions import places
from reception.actions.booking import arrival_of
from reception.actions.moving import LATER, SERVE, flow, lock_day, refresh_board
from reception.models import PriorityGroup, Queue, QueueDay, QueueEvent, QueueNumber
from reception.order import behind
from reception.workflow import AGAIN, UNDOING, Move, State

MINUTE = timedelta(minutes=1)
NOBODY = "Chưa mời số nào đến {desk}."
TOO_LATE = "Chỉ lấy lại được lượt mời trong hai phút."
HAS_ANOTHER = "Người ấy đã lấy số khác nên không lấy lại được."
FROM_NOW = {"desk": "", "calls": 0, "called_at": None, "first_called_at": None}
CALLS = (Move.CALL, Move.RECALL)
LEFT_DESK = (Move.FINISH, Move.SKIP, Move.MISS)
NO_PLACE = "Bảy ngày tới không còn chỗ. Mời người ấy chọn ngày xa hơn hoặc đến trực tiếp."


def waiting_on(queue: Queue) -> QuerySet[QueueNumber]:
    """Return who waits today, in the order of calls but for priority and windows to come."""
    rows = QueueNumber.objects.filter(queue=queue, day=timezone.localdate(), state=State.WAITING)
    return rows.order_by("reference_at", "pk")


def _next(*, last_was_priority: bool) -> QuerySet[QueueNumber]:
    in_vain = Q(first_called_at__isnull=False, called_at__gt=Given("lately"))
    ready = Q(begins_at=None) | Q(begins_at__lte=Given("now"))
    turn = Case(
        When(in_vain, then=3), When(ready & Q(priority__isnull=last_was_priority), then=0),
        When(ready, then=1), default=2,
    )  # fmt: skip
    rows = QueueNumber.objects.filter(queue=Given("queue"), day=Given("day"), state=State.WAITING)
    return rows.exclude(pk=Given("gone")).order_by(turn, "reference_at", "pk")[:1]


_NEXT = {last: Prepared(partial(_next, last_was_priority=last)) for last in (True, False)}
_AT_DESK = Prepared(
    lambda: QueueNumber.objects.filter(
        queue=Given("queue"), day=Given("day"), desk=Given("desk"), state=State.CALLED
    )
)


def next_of(day: QueueDay, now: datetime, gone: int | None) -> QueueNumber | None:
    """Return whom to call next: priority at most every second time, none before their window.

    If nobody else waits, somebody is called before the window, or again soon after a call in
    vain; `gone` is who did not come this moment.
    """
    return _NEXT[day.last_was_priority].first(
        queue=day.queue_id, day=day.day, now=now, lately=now - AGAIN, gone=gone or 0
    )


@transaction.atomic
def call_next(queue: Queue, officer: User, desk: str, *, came: bool = True) -> QueueNumber | None:
    """End what is at the desk, and call the next number there; None if nobody else waits.

    If who is there never `came`, they were not served: they wait for another call.
    """
    if not officer.has_perm(SERVE):
        raise PermissionDenied
    now = timezone.now()
    day = lock_day(queue.pk, timezone.localdate(now))
    gone = _leave(there(queue, desk, day.day), officer, came=came)
    number = next_of(day, now, gone)
    if number is None:
        refresh_board(queue.pk, day.day)
        return None
    waited = number.waited if number.calls else _minutes_since(number.arrived_at, now)
    calls = number.calls + 1
    called = Change({"desk": desk, "calls": calls, "called_at": now, "waited": waited})
    flow.make_move(number, Move.CALL, officer, called)
    return number


def _leave(row: QueueNumber | None, officer: User, *, came: bool) -> int | None:
    """End what is at a desk; return the key of who was not there yet."""
    if row is None:
        return None
    if came:
        flow.make_move(row, Move.FINISH, officer, LATER)
        return None
    _put_aside(row, officer)
    return row.pk


def _put_aside(row: QueueNumber, officer: User) -> None:
    """Let somebody who did not come wait for another call; after the last one they are absent."""
    move = flow.choose(row, Move.MISS, Move.SKIP)
    flow.make_move(row, move, officer, NOTHING if move is Move.MISS else _not_there_yet(row))


def _not_there_yet(row: QueueNumber) -> Change:
    return Change({"desk": "", "first_called_at": row.first_called_at or row.called_at})


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
    back = [row for row in (called, _left_since(today, desk, since, called)) if row is not None]
    if since < earliest or not back:
        flow.refuse(TOO_LATE)
    again = [row for row in back if _put_back(row, officer, desk)]
    if not again:
        flow.refuse(HAS_ANOTHER)
    last = today.exclude(called_at=None).order_by("-called_at").first()
    refresh_board(queue.pk, day.day, last_was_priority=bool(last and last.priority_id))
    return again[-1]


def _left_since(
    today: QuerySet[QueueNumber], desk: str, since: datetime, called: QueueNumber | None
) -> QueueNumber | None:
    """Return who left a desk last, done or not there, if they stand so still.

    Who is `called` there has come back; who moved on meanwhile, to another desk or home, has not.
    """
    left = QueueEvent.objects.filter(number__in=today, desk=desk, move__in=LEFT_DESK, at__gte=since)
    others = left.exclude(number=called.pk) if called else left
    last = others.select_related("number").order_by("-pk").first()
    if last is None:
        return None
    later = last.number.events.filter(pk__gt=last.pk).exclude(move=Move.PREFER)
    return None if later.exists() else last.number


def _put_back(row: QueueNumber, officer: User, desk: str) -> bool:
    """Take back a call, or an end: not of somebody who took another number meanwhile."""
    change = Change(_before_call(row) if row.state == State.CALLED else _before_end(row, desk))
    try:
        with transaction.atomic():
            flow.make_move(row, Move.UNDO, officer, change)
    except IntegrityError:
        return False
    return True


def _before_end(row: QueueNumber, desk: str) -> Mapping[str, Any]:
    first = row.first_called_at if row.first_called_at != row.called_at else None
    return {"ended_at": None, "desk": desk, "first_called_at": first}


def _before_call(row: QueueNumber) -> Mapping[str, Any]:
    if row.first_called_at is None:
        return {**FROM_NOW, "waited": None}
    return {"desk": "", "calls": row.calls - 1, "called_at": row.first_called_at}


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


@flow.does(Move.SKIP)
def skip(number: QueueNumber, _officer: User) -> Change:
    """Note that somebody has not come yet: they keep their place and are called again."""
    return _not_there_yet(number)


@flow.does(Move.MISS)
def miss(_number: QueueNumber, _officer: User) -> Change:
    """Note that nobody came, after three calls over five minutes."""
    return NOTHING


@flow.does(Move.RETURN)
def come_back(number: QueueNumber, _officer: User) -> Change:
    """Let somebody who was absent wait again, with the same number, next but one."""
    first = waiting_on(number.queue).values_list("reference_at", flat=True).first()
    return Change({**FROM_NOW, "reference_at": behind(first, timezone.now())})


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
    new = {**place.columns(), **waits_no_more, "told_most": None, "waited": None}
    return Change({**new, **FROM_NOW})


def recall_at(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """Call once more who is called to a desk. Raises Refused if nobody is."""
    return recall(_at(queue, desk), officer)


def finish_at(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """End what is at a desk, and call nobody. Raises Refused if nobody is called."""
    return finish(_at(queue, desk), officer)


def miss_at(queue: Queue, officer: User, desk: str) -> QueueNumber:
    """Note that nobody came to a desk, yet or at all. Raises Refused if nobody is called."""
    number = _at(queue, desk)
    move = flow.choose(number, Move.MISS, Move.SKIP)
    return (miss if move is Move.MISS else skip)(number, officer)


def _at(queue: Queue, desk: str) -> QueueNumber:
    return there(queue, desk) or flow.refuse(NOBODY.format(desk=desk))


def there(queue: Queue, desk: str, day: date | None = None) -> QueueNumber | None:
    """Return who is called to a desk."""
    return _AT_DESK.first(queue=queue.pk, day=day or timezone.localdate(), desk=desk)


def just_called(queue: Queue, desk: str) -> QueueNumber | None:
    """Return who was called to a desk less than a minute ago: only the clerk knows if they came."""
    row, since = there(queue, desk), timezone.now() - workflow.SHORTEST
    calls = QueueEvent.objects.filter(number=row, move__in=CALLS, at__gt=since)
    return row if row and calls.exists() else None
