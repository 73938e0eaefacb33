"""Places in windows. Nothing is oversold: one update takes a place, or finds none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import F, TextChoices
from django.utils import timezone

from foundation.api.problems import Problem
from offices.working_time.calendar import ZONE
from reception.models import Queue, Slot
from reception.windows import AHEAD, closures_of, day_of, require_open

NEAREST = 3
FULL = "Khung giờ vừa hết chỗ. Gần nhất còn: {windows}. Ông/bà vẫn có thể đến trực tiếp."
# One round trip under the lock, for which all others who want this window wait.
_TAKE = (
    "UPDATE reception_slot SET taken = taken + %s, issued = issued + 1 WHERE queue_id = %s "
    "AND begins_at = %s AND NOT closed AND taken <= %s AND taken <= places - %s "
    "RETURNING id, issued"
)
LOOKED_AT = 7  # days after the wish in which the nearest are looked for


class Left(TextChoices):
    """Whether a window has places left."""

    YES = "yes", "Còn chỗ"
    FEW = "few", "Sắp hết"
    NO = "no", "Hết chỗ"


@dataclass(frozen=True)
class Place:
    """A place that was taken: its window, and its number in it."""

    slot: int
    ordinal: int
    begins_at: datetime

    @property
    def label(self) -> str:
        """The number as people call it: it carries its hour."""
        return f"{self.begins_at.astimezone(ZONE):%-H:%M}-{self.ordinal}"

    def columns(self) -> dict[str, Any]:
        """Return the columns of a number that has this place."""
        return {
            "slot_id": self.slot,
            "ordinal": self.ordinal,
            "label": self.label,
            "begins_at": self.begins_at,
            "day": self.begins_at.astimezone(ZONE).date(),
        }


def slots_of(queue: Queue, moments: Iterable[datetime]) -> dict[datetime, Slot]:
    """Return the rows of these windows, which are made where they are missing."""
    wanted = list(moments)
    rows = Slot.objects.filter(queue=queue, begins_at__in=wanted)
    found = {row.begins_at: row for row in rows}
    if len(found) < len(wanted):
        made = [_new(queue, at) for at in wanted]
        Slot.objects.bulk_create(made, ignore_conflicts=True)
        found = {row.begins_at: row for row in rows.all()}
    return found


def _new(queue: Queue, begins_at: datetime) -> Slot:
    given = queue.given_before(begins_at.astimezone(ZONE).date())
    return Slot(queue=queue, begins_at=begins_at, places=queue.places, issued=given)


def slot_of(queue: Queue, begins_at: datetime) -> Slot:
    """Return the row of a window, which is made where it is missing.

    Raises Problem `window_not_offered` for a closed one. A closure closes the rows of its windows:
    only where there is no open row, the closures are asked for.
    """
    slot = Slot.objects.filter(queue=queue, begins_at=begins_at).first()
    if slot is None or slot.closed:
        require_open(queue, begins_at)
    return slot or slots_of(queue, [begins_at])[begins_at]


def take(queue: Queue, begins_at: datetime, people: int, most: int) -> Place:
    """Take places in a window for `people`, if at most `most` are taken then.

    Raises Problem `window_full` or `window_not_offered`. The row stays locked until the transaction
    ends: what can be done before is not done meanwhile.
    """
    taken = _take(queue, begins_at, people, most)
    if taken is None:
        slot = slot_of(queue, begins_at)
        if slot.taken + people <= min(most, slot.places):  # made now, by whomever
            taken = _take(queue, begins_at, people, most)
    if taken is None:
        raise full(queue, begins_at, people)
    key, ordinal = taken
    return Place(key, ordinal, begins_at)


def _take(queue: Queue, begins_at: datetime, people: int, most: int) -> Any:
    at = connection.ops.adapt_datetimefield_value(begins_at)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [people, queue.pk, at, most - people, people])
        return cursor.fetchone()


def give_back(slot_id: Any, people: int) -> None:
    """Give places back; the number that had them is not used again."""
    Slot.objects.filter(pk=slot_id).update(taken=F("taken") - people)


def left_in(queue: Queue, slot: Slot | None) -> int:
    """Return how many places citizens may still take in a window."""
    if slot is None:
        return min(queue.online_places, queue.places)
    return 0 if slot.closed else max(0, min(queue.online_places, slot.places) - slot.taken)


def how_many(queue: Queue, slot: Slot | None) -> Left:
    """Return in one word how many places are left: few is a quarter at most."""
    left = left_in(queue, slot)
    if not left:
        return Left.NO
    return Left.FEW if slot and 4 * left <= min(queue.online_places, slot.places) else Left.YES


def first_after(queue: Queue, day: date, people: int) -> datetime | None:
    """Return the first window with places after a day, None if the next days are full."""
    tomorrow = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE)
    return next(iter(_with_places(queue, tomorrow, people)), None)


def full(queue: Queue, wanted: datetime, people: int) -> Problem:
    """Return the Problem `window_full`, which names the nearest windows with places."""
    found = list(islice(_with_places(queue, wanted, people), NEAREST))
    if not found:
        return Problem("window_full")
    nearest = ", ".join(f"{at.astimezone(ZONE):%H:%M %d/%m}" for at in found)
    return Problem("window_full", FULL.format(windows=nearest))


def _with_places(queue: Queue, wanted: datetime, people: int) -> Iterable[datetime]:
    first = wanted.astimezone(ZONE).date()
    last = first + timedelta(days=min(LOOKED_AT, queue.days_ahead))
    closures = closures_of(queue, first, last)
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    windows = [at for day in days for at in day_of(queue, day, closures).windows]
    slots = {row.begins_at: row for row in Slot.objects.filter(queue=queue, begins_at__in=windows)}
    soonest = timezone.now() + AHEAD
    return (
        at
        for at in windows
        if at >= soonest and at != wanted and left_in(queue, slots.get(at)) >= people
    )
