"""What citizens do: book, move, cancel, take a number on the spot, arrive, leave."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from citizens.locking import Act, lock_citizen
from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.database.inserting import insert
from foundation.database.prepared import Given, Prepared
from foundation.database.whole import whole
from foundation.moves.engine import Change
from foundation.records.encryption import keyed_hash
from reception import waiting
from reception.actions import places
from reception.actions.moving import flow, lock_day, lock_number
from reception.models import PriorityGroup, Queue, QueueNumber, Slot
from reception.order import reference_of
from reception.windows import require_offered
from reception.workflow import LIVE, Move, State

MOST_LIVE = 3
MOST_BOOKINGS, WEEK = 6, timedelta(days=7)


@dataclass(frozen=True)
class Visit:
    """Who comes and why. `secret` is the one of the slip."""

    people: int = 1
    for_other: bool = False
    visitor_name: str = field(default="", repr=False)
    procedure: str | None = None
    dossier: int | None = None
    secret: str = field(default="", repr=False)

    def columns(self) -> dict[str, Any]:
        """Return the columns of a number."""
        return {
            "people": self.people,
            "for_other": self.for_other,
            "visitor_name": self.visitor_name,
            "procedure_id": self.procedure,
            "dossier_id": self.dossier,
            "secret_hash": hash_of(self.secret) if self.secret else "",
        }


def hash_of(secret: str) -> str:
    """Return the hash by which the secret of a slip is found."""
    return keyed_hash("queue-number", secret)


@whole
def book(citizen: Citizen, queue: Queue, begins_at: datetime, visit: Visit) -> QueueNumber:
    """Book a window for a citizen.

    Raises Problem if the window is not offered or full, or the citizen has too many.
    """
    require_offered(queue, begins_at)
    who = lock_citizen(citizen.pk)
    _require_few(who, queue, visit)
    return _booked(queue, begins_at, visit, citizen=who)


@transaction.atomic
def note(queue: Queue, officer: User, begins_at: datetime, visit: Visit) -> QueueNumber:
    """Note an appointment that came another way; it may take the places kept for that.

    Raises Problem if the window is not offered or full.
    """
    require_offered(queue, begins_at)
    return _booked(queue, begins_at, visit, officer=officer)


def _booked(
    queue: Queue,
    begins_at: datetime,
    visit: Visit,
    citizen: Citizen | None = None,
    officer: User | None = None,
) -> QueueNumber:
    most = queue.places if officer else queue.online_places
    number = QueueNumber(queue=queue, citizen=citizen, state=State.BOOKED, **visit.columns())
    for name, value in places.take(queue, begins_at, visit.people, most).columns().items():
        setattr(number, name, value)
    _insert(number)
    flow.record(number, Move.BOOK, officer)
    return number


def _insert(number: QueueNumber) -> None:
    """Insert a number. Raises Problem `number_live` if somebody else came with the same dossier."""
    try:
        insert(number)
    except IntegrityError:
        raise Problem("number_live") from None


_OWN = Prepared(
    lambda: QueueNumber.objects.filter(
        Q(state__in=LIVE) | Q(created_at__gt=Given("since")), citizen=Given("citizen")
    ).values_list("state", "queue", "for_other", "slot", "created_at")
)


def _require_few(who: Citizen, queue: Queue, visit: Visit) -> None:
    """Raise Problem if a locked citizen may not have one more number."""
    if not who.phone_verified_at:
        raise Problem("phone_unverified")
    since = timezone.now() - WEEK
    rows = _OWN.rows(citizen=who.pk, since=since)
    live = [row[1:3] for row in rows if row[0] in LIVE]
    if (queue.pk, visit.for_other) in live or _is_waiting(visit.dossier):
        raise Problem("number_live")
    booked = [made for *_rest, slot, made in rows if slot and made > since]
    if len(live) >= MOST_LIVE or len(booked) >= MOST_BOOKINGS:
        raise Problem("numbers_too_many")


def _is_waiting(dossier: int | None) -> bool:
    if dossier is None:
        return False
    return QueueNumber.objects.filter(dossier=dossier, state__in=LIVE).exists()


@whole
def take(citizen: Citizen, queue: Queue, visit: Visit) -> QueueNumber:
    """Take a number on the spot."""
    who = lock_citizen(citizen.pk)
    _require_few(who, queue, visit)
    return walk_in(queue, visit, citizen=who)


@whole
def walk_in(
    queue: Queue,
    visit: Visit,
    citizen: Citizen | None = None,
    officer: User | None = None,
    priority: PriorityGroup | None = None,
) -> QueueNumber:
    """Give a number to somebody who came; `officer` does it for them."""
    now = timezone.now()
    day = lock_day(queue.pk, timezone.localdate(now))
    day.walk_ins += 1
    day.save(update_fields=["walk_ins"])
    number = QueueNumber(
        queue=queue, citizen=citizen, day=day.day, state=State.WAITING, ordinal=day.walk_ins,
        label=f"K{day.walk_ins}", arrived_at=now, reference_at=now, priority=priority,
        **visit.columns(), **waiting.told(day, day.shown["waiting"]),
    )  # fmt: skip
    _insert(number)
    flow.record(number, Move.TAKE, officer)
    return number


@transaction.atomic
def move(row: QueueNumber, begins_at: datetime) -> QueueNumber:
    """Move a citizen's booking to another window: the new place is taken before the old is freed.

    Raises Problem as `book`, and `number_moved_on`.
    """
    flow.choose(row, Move.MOVE)
    queue = row.queue
    require_offered(queue, begins_at)
    _lock_citizen_of(row)
    number = _locked_with_slots(row, places.slot_of(queue, begins_at).pk)
    flow.choose(number, Move.MOVE)
    old, moved = number.slot_id, number.moved
    place = places.take(queue, begins_at, number.people, queue.online_places)
    places.give_back(old, number.people)
    flow.make_move(number, Move.MOVE, change=Change({**place.columns(), "moved": moved + 1}))
    return number


@transaction.atomic
def cancel(row: QueueNumber) -> QueueNumber:
    """Cancel a booking, or leave the queue; its place opens. Again does nothing.

    Raises Problem `number_moved_on`.
    """
    if row.state == State.WAITING:
        number = flow.lock(row)
        flow.make_move(number, Move.LEAVE)
        return number
    _lock_citizen_of(row)
    number = _locked_with_slots(row)
    if number.state != State.CANCELLED:
        flow.make_move(number, Move.CANCEL)
        places.give_back(number.slot_id, number.people)
    return number


@transaction.atomic
def arrive(row: QueueNumber) -> QueueNumber:
    """Note that somebody with an appointment is here. Raises Problem `number_moved_on`."""
    number = flow.lock(row)
    if number.state != State.WAITING:
        flow.make_move(number, Move.ARRIVE, change=arrival_of(number))
    return number


def arrival_of(number: QueueNumber) -> Change:
    """Return what an arrival changes."""
    now = timezone.now()
    own = reference_of(number.begins_at, now)
    before = QueueNumber.objects.filter(
        queue=number.queue_id, day=number.day, state=State.WAITING, reference_at__lt=own
    )
    told = waiting.told(lock_day(number.queue_id, number.day), before.count())
    return Change({"arrived_at": now, "reference_at": own, **told})


def _lock_citizen_of(row: QueueNumber) -> None:
    if row.citizen_id is not None:
        lock_citizen(row.citizen_id, Act.DATA_RIGHT)


def _locked_with_slots(row: QueueNumber, *slots: int) -> QueueNumber:
    """Lock the slots of a number in their order, then the number.

    Raises Problem `number_moved_on` if it was moved meanwhile.
    """
    wanted = [pk for pk in {row.slot_id, *slots} if pk]
    list(Slot.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    number = lock_number(row)
    if number.slot_id != row.slot_id:
        raise Problem("number_moved_on")
    return number


def erase(row: QueueNumber) -> None:
    """Take the person out of a number whose citizen is locked; a booked place opens."""
    number = _locked_with_slots(row)
    number.citizen = number.dossier = number.priority = None
    number.visitor_name = number.secret_hash = ""
    number.save(update_fields=["citizen", "dossier", "priority", "visitor_name", "secret_hash"])
    if number.state == State.BOOKED:
        flow.make_move(number, Move.ERASE)
        places.give_back(number.slot_id, number.people)
