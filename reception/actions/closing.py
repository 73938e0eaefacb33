"""A leader closes some time: nobody is left behind, and everybody is told once."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.moves.engine import Change
from offices.rights import reaches
from offices.working_time.calendar import ZONE
from reception.actions import places
from reception.actions.moving import LEAD, flow
from reception.models import Closure, Queue, QueueNumber, Slot
from reception.windows import covers, day_of
from reception.workflow import Move, State

MOST_DAYS = 60


def close(queue: Queue, officer: User, begins_at: datetime, ends_at: datetime, reason: str) -> str:
    """Close a queue for some time, and return in words how many are told.

    Raises ValidationError for a time that cannot be.
    """
    if not (officer.has_perm(LEAD) and reaches(officer, queue.office_id)):
        raise PermissionDenied
    _require_time(begins_at, ends_at)
    closure = Closure(queue=queue, begins_at=begins_at, ends_at=ends_at, reason=reason)
    return f"Đã đóng, {_close(closure, officer)} lịch hẹn được báo"


def told_by(queue: Queue, begins_at: datetime, ends_at: datetime) -> int:
    """Return how many appointments a closure would end."""
    before = begins_at - timedelta(minutes=queue.window_minutes)
    booked = QueueNumber.objects.filter(queue=queue, state=State.BOOKED)
    return booked.filter(begins_at__gt=before, begins_at__lt=ends_at).count()


def _require_time(begins_at: datetime, ends_at: datetime) -> None:
    if ends_at <= begins_at or ends_at <= timezone.now():
        raise ValidationError({"ends_at": "Lúc kết thúc phải sau lúc bắt đầu và sau lúc này."})
    if ends_at - begins_at > timedelta(days=MOST_DAYS):
        raise ValidationError({"ends_at": f"Mỗi lần đóng nhiều nhất {MOST_DAYS} ngày."})


@transaction.atomic
def _close(closure: Closure, officer: User) -> int:
    closure.save()
    booked = QueueNumber.objects.filter(slot__in=_closed_slots(closure), state=State.BOOKED)
    rows = booked.select_for_update(of=("self",)).order_by("pk")
    for number in rows:
        flow.make_move(number, Move.CLOSE, officer, Change(internal=closure.reason))
        places.give_back(number.slot_id, number.people)
    return len(rows)


def _closed_slots(closure: Closure) -> list[int]:
    """Close the rows of all windows that the closure touches, the missing ones too.

    So whoever books at the same time takes the place before, and is told, or finds it closed. They
    are locked in their order.
    """
    queue = closure.queue
    first = closure.begins_at.astimezone(ZONE).date()
    days = (closure.ends_at.astimezone(ZONE).date() - first).days + 1
    windows = [
        at
        for day in (first + timedelta(days=i) for i in range(days))
        for at in day_of(queue, day, ()).windows
        if covers(closure, at, queue.window_minutes)
    ]
    places.slots_of(queue, windows)
    before = closure.begins_at - timedelta(minutes=queue.window_minutes)
    touched = Slot.objects.filter(queue=queue, begins_at__gt=before, begins_at__lt=closure.ends_at)
    keys = [row.pk for row in touched.select_for_update().order_by("pk")]
    Slot.objects.filter(pk__in=keys).update(closed=True)
    return keys
