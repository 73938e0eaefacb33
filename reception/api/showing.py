"""What citizens read of numbers, queues and windows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from django.db.models import Count, Q
from django.utils import timezone

from citizens.models import Citizen
from foundation.api.problems import Problem
from offices.snapshot import directory
from procedures.api.where_to_go import why_not_here
from procedures.choices import ChannelKind
from procedures.publishing.published import Published
from procedures.publishing.snapshot import catalogue
from reception import ratings, waiting
from reception.actions import places
from reception.actions.moving import flow
from reception.models import PriorityGroup, Queue, QueueDay, QueueEvent, QueueNumber, Slot
from reception.notices import NOTE
from reception.windows import AHEAD, closures_of, day_of, last_day_of
from reception.workflow import LIVE, TABLE, UNDOING, Move, State

NO_WAIT = {"wait_least": None, "wait_most": None}
OTHER_FIELD = "Quầy này chỉ nhận lĩnh vực khác của đơn vị."
WHY = "Số của ông/bà tính từ {own:%H:%M}."
WHY_BOOKED = "Số hẹn {hour:%H:%M}, tính từ {own:%H:%M}."


def _published(procedure: str) -> Published:
    """Return a procedure by id or national code. Raises Problem `not_found`, also if withdrawn."""
    found = catalogue.current().find(procedure)
    if not isinstance(found, Published):
        raise Problem("not_found", "Không có thủ tục này trong danh mục.")
    return found


def why_not(queue: Queue, procedure: str) -> str:
    """Return why a queue does not receive a procedure; empty if it does or nobody knows.

    Raises Problem `not_found` for an unknown procedure.
    """
    if not procedure:
        return ""
    published, held = _published(procedure), directory.current()
    if queue.field_id and queue.field_id not in published.facets["field"]:
        return OTHER_FIELD
    document = published.on(timezone.localdate()).document
    return _why_not_the_office(document, queue, held)


def _why_not_the_office(document: bytes, queue: Queue, held: Any) -> str:
    office = held.offices.get(queue.office_id)
    if office is None:
        return ""
    return why_not_here(orjson.loads(document), ChannelKind.DIRECT, held, office)


def procedure_id(procedure: str) -> str | None:
    """Return the id of a procedure, which may be named by its national code."""
    return _published(procedure).id if procedure else None


def queues_of(office: str, queue: int | None, procedure: str) -> dict[str, Any]:
    """Return the counters of an office, or one of them, and whether they receive a procedure."""
    today = timezone.localdate()
    asked = {**({"office": office} if office else {}), **({"pk": queue} if queue else {})}
    rows = Queue.objects.filter(active=True, **asked).select_related("office").order_by("name")
    groups = PriorityGroup.objects.filter(active=True)
    return {
        "queues": [
            {
                "id": row.pk,
                "name": row.name,
                "office": row.office_id,
                "office_name": row.office.name,
                "office_address": row.office.address,
                "window_minutes": row.window_minutes,
                "first_day": today,
                "last_day": last_day_of(row, today),
                "why_not": why_not(row, procedure),
            }
            for row in rows
        ],
        "priority_groups": list(groups.values("name", "basis")),
        "note": NOTE,
    }


def windows_of(queue: Queue, first: date, last: date) -> dict[str, Any]:
    """Return the windows of some days that can still be booked, in two queries."""
    soonest, closures = timezone.now() + AHEAD, closures_of(queue, first, last)
    days = [
        day_of(queue, first + timedelta(days=i), closures) for i in range((last - first).days + 1)
    ]
    days = [day.after(soonest, closures) for day in days]
    moments = [at for day in days for at in day.windows]
    slots = {row.begins_at: row for row in Slot.objects.filter(queue=queue, begins_at__in=moments)}
    return {
        "days": [
            {
                "date": day.date,
                "why": day.why,
                "windows": [
                    {"begins_at": at, "left": places.how_many(queue, slots.get(at)).value}
                    for at in day.windows
                ],
            }
            for day in days
        ]
    }


@dataclass(frozen=True)
class Shown:
    """A number with what follows from the others, for its serializer."""

    row: QueueNumber
    before: int | None
    wait_least: int | None = None
    wait_most: int | None = None
    reason: str = ""
    rating: str = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def why(self) -> str:
        """By which moment it stands in the queue."""
        if self.row.reference_at is None or self.row.state != State.WAITING:
            return ""
        own = timezone.localtime(self.row.reference_at)
        if self.row.begins_at is None:
            return WHY.format(own=own)
        return WHY_BOOKED.format(hour=timezone.localtime(self.row.begins_at), own=own)

    @property
    def missed_at(self) -> datetime | None:
        """When it was called and nobody came: it is called again."""
        again = self.row.state == State.WAITING and self.row.first_called_at
        return self.row.called_at if again else None

    @property
    def is_settled(self) -> bool:
        """False while it lives, and while the desk may still take back that it was called."""
        ended = self.row.state == State.DONE and self.row.ended_at
        may_return = bool(ended and timezone.now() - ended <= UNDOING)
        return self.row.state not in LIVE and not may_return

    @property
    def can_move(self) -> bool:
        """Whether the citizen may move it."""
        return TABLE.allows(Move.MOVE, self.row.state, flow.traits_of(self.row))

    @property
    def can_cancel(self) -> bool:
        """Whether the citizen may cancel it or leave."""
        facts = flow.traits_of(self.row)
        return any(TABLE.allows(move, self.row.state, facts) for move in (Move.CANCEL, Move.LEAVE))


def shown(rows: Iterable[QueueNumber]) -> list[Shown]:
    """Return numbers with how many wait before each, in the same few queries for all of them."""
    held = list(rows)
    befores, waits = _queued([row for row in held if row.state == State.WAITING])
    reasons, codes = _reasons(held), ratings.codes_of(held)
    return [
        Shown(
            row, befores.get(row.pk), **waits.get(row.pk, {}),
            reason=reasons.get(row.pk, ""), rating=codes.get(row.pk, ""),
        )
        for row in held
    ]  # fmt: skip


def _queued(rows: list[QueueNumber]) -> tuple[dict[int, int], dict[int, dict[str, Any]]]:
    """Return of numbers that wait how many are before each, and how long that may take."""
    if not rows:
        return {}, {}
    counted = {
        f"n{row.pk}": Count(
            "pk",
            filter=Q(queue=row.queue_id, day=row.day, state=State.WAITING)
            & Q(reference_at__lt=row.reference_at),
        )
        for row in rows
    }
    there = Q(pk__in=[])
    for queue_id, day in {(row.queue_id, row.day) for row in rows}:
        there |= Q(queue=queue_id, day=day)
    found = QueueNumber.objects.filter(there).aggregate(**counted)
    befores: dict[int, int] = {row.pk: found[f"n{row.pk}"] for row in rows}
    services = waiting.services_of({row.queue_id for row in rows})
    boards = {(one.queue_id, one.day): one.shown for one in QueueDay.objects.filter(there)}
    waits = {
        row.pk: _minutes(befores[row.pk], services.get(row.queue_id, ()), board)
        for row in rows
        if (board := boards.get((row.queue_id, row.day))) is not None
    }
    return befores, waits


def wait_of(queue_id: int, board: Mapping[str, Any]) -> dict[str, Any]:
    """Return how long somebody who came now may wait; nothing if too little is known."""
    services = waiting.services_of([queue_id])[queue_id]
    return _minutes(board["waiting"], services, board)


def _minutes(before: int, services: Sequence[float], board: Mapping[str, Any]) -> dict[str, Any]:
    wait = waiting.expected(before, services, waiting.desks_of(board))
    return {"wait_least": wait.least, "wait_most": wait.most} if wait else {}


def _reasons(rows: Iterable[QueueNumber]) -> dict[int, str]:
    """Return why windows were closed under the numbers of citizens."""
    closed = [row.pk for row in rows if row.state == State.CLOSED]
    if not closed:
        return {}
    events = QueueEvent.objects.filter(number__in=closed, move=Move.CLOSE)
    return dict(events.values_list("number", "reason"))


def own(citizen: Citizen, *, live: bool) -> Any:
    """Return a citizen's numbers, the next day first."""
    rows = QueueNumber.objects.filter(citizen=citizen).select_related("queue__office")
    return (rows.filter(state__in=LIVE) if live else rows).order_by("-day", "-pk")
