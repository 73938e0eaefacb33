"""What the engine of moves knows of numbers, and the board that follows each move of a desk."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from foundation.database.prepared import Given, Prepared
from foundation.moves.engine import Change, Flow, Step
from offices.rights import within_reach
from reception import workflow
from reception.models import Queue, QueueDay, QueueEvent, QueueNumber
from reception.notices import tell
from reception.workflow import LIVE, Facts, Move, Party, State

SERVE, LEAD = "reception.serve_queuenumber", "reception.change_queue"
PERMISSIONS = {Party.DESK: SERVE, Party.QUEUE: SERVE, Party.LEADER: LEAD}
# What a call screen shows changes with these.
ON_BOARD = (State.WAITING, State.CALLED)
LATER = Change()  # of a move after which another one follows, which writes the board


class NumberFlow(Flow[QueueNumber, Move, Party, State, Facts, QueueEvent]):
    """A move of a desk locks the day, then the number."""

    table = workflow.TABLE
    moved_on = refused = "number_moved_on"
    log_event, row_name, state, version = "queue_number_moved", "number", "state", ""
    compared = ("state", "day", "desk")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[QueueNumber]:
        return within_reach(QueueNumber.objects.all(), user, "queue__office")

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return party in PERMISSIONS and user.has_perm(PERMISSIONS[party])

    def lock(self, row: QueueNumber, *_others: QueueNumber) -> QueueNumber:
        lock_day(row.queue_id, row.day)
        return lock_number(row)

    def traits_of(self, row: QueueNumber) -> Facts:
        now = timezone.now()
        today = timezone.localdate(now)
        return Facts(
            now=now,
            is_today=row.day == today,
            day_is_over=row.day is not None and row.day < today,
            begins_at=row.begins_at,
            moved=row.moved,
            calls=row.calls,
            first_called_at=row.first_called_at or row.called_at,
        )

    def values_of(self, _row: QueueNumber, step: Step[Move, State]) -> dict[str, Any]:
        return {} if step.end in LIVE else {"ended_at": step.at}

    def append(self, row: QueueNumber, step: Step[Move, State]) -> QueueEvent:
        event: QueueEvent = QueueEvent.objects.create(
            number=row,
            move=step.move,
            officer=step.officer,
            desk=row.desk or step.was["desk"],  # some moves leave the desk
            reason=step.change.internal,
            at=step.at,
        )
        return event

    def tell(self, row: QueueNumber, step: Step[Move, State], event: QueueEvent) -> None:
        tell(row, step.move, event)
        if step.change is not LATER and (step.start in ON_BOARD or step.end in ON_BOARD):
            called = step.move is Move.CALL
            more = {"last_was_priority": row.priority_id is not None} if called else {}
            refresh_board(row.queue_id, step.was["day"], **more)


flow = NumberFlow()


_DAY = Prepared(
    lambda: QueueDay.objects.select_for_update().filter(queue=Given("queue"), day=Given("day"))
)


def lock_day(queue_id: int, day: date) -> QueueDay:
    """Lock the day of a queue until the transaction ends, and return it."""
    locked = _DAY.first(queue=queue_id, day=day)
    if locked is None:
        given = Queue.objects.get(pk=queue_id).given_before(day)
        new = QueueDay(queue_id=queue_id, day=day, walk_ins=given)
        QueueDay.objects.bulk_create([new], ignore_conflicts=True)
        locked = QueueDay.objects.select_for_update().get(queue_id=queue_id, day=day)
    return locked


_NUMBER = Prepared(lambda: QueueNumber.objects.select_for_update().filter(pk=Given("pk")))


def lock_number(row: QueueNumber) -> QueueNumber:
    """Lock a number and read it anew."""
    locked = _NUMBER.first(pk=row.pk)
    if locked is None:
        raise QueueNumber.DoesNotExist
    return locked


def _last_call() -> QuerySet[QueueEvent, datetime]:
    """Return when a number was called last: who missed it looks up at the sound, and is first."""
    calls = QueueEvent.objects.filter(number=OuterRef("pk"), move__in=(Move.CALL, Move.RECALL))
    return calls.order_by("-at").values_list("at", flat=True)[:1]


def _board() -> QuerySet[QueueNumber, tuple[str, str, int | None]]:
    """Return the query of label and desk of whoever is called, and of how many wait."""
    rows = QueueNumber.objects.filter(queue=Given("queue"), day=Given("day"))
    waiting = rows.filter(state=State.WAITING).order_by().values("queue").annotate(n=Count("pk"))
    called = rows.filter(state=State.CALLED).order_by(Subquery(_last_call()).desc(), "-called_at")
    return called.values_list("label", "desk", Subquery(waiting.values("n")))


_BOARD = Prepared(_board)


def refresh_board(queue_id: int, day: date, **more: object) -> None:
    """Write what call screens show of a locked day, labels and desks only, and other columns."""
    lines = _BOARD.rows(queue=queue_id, day=day)
    waiting = QueueNumber.objects.filter(queue_id=queue_id, day=day, state=State.WAITING)
    count = lines[0][2] if lines else waiting.count()
    on_desks = [{"label": label, "desk": desk} for label, desk, _waiting in lines]
    QueueDay.objects.filter(queue_id=queue_id, day=day).update(
        shown={"called": on_desks, "waiting": count or 0}, version=F("version") + 1, **more
    )
