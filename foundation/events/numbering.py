"""Gives positions to committed events: one writer at a time, no gap, in order for each subject.

A position that is given when a row is written becomes visible in the order of commits: whoever has
read up to 12 misses 11, which commits a moment later. So nothing is numbered before it is
committed. See docs/decisions/0088-events.md.
"""

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from foundation.events.kinds import hourly
from foundation.events.models import Event
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn

BATCH = 5_000
# One statement sees one snapshot: of two committed events of a subject it sees the first, too.
_NUMBER = """
UPDATE events_event SET position = numbered.position FROM (
    SELECT id, row_number() OVER (ORDER BY id) + (
        SELECT COALESCE(MAX(position), 0) FROM events_event
    ) AS position FROM (
        SELECT id FROM events_event
        WHERE position IS NULL AND (id <= %s OR kind NOT IN ({hourly})) ORDER BY id LIMIT %s
    ) AS waiting
) AS numbered WHERE events_event.id = numbered.id
"""


@transaction.atomic
def number_committed(batch: int = BATCH) -> int:
    """Give positions to the next committed events and return to how many.

    A process that dies meanwhile has numbered nothing; two at once take turns.
    """
    take_turn(keyed_hash("turn", "events"))
    held = [*hourly(), ""]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(held))
        cursor.execute(_NUMBER.format(hourly=marks), [_last_due(held), *held, batch])
        return int(cursor.rowcount)


def _last_due(held: list[str]) -> int:
    """Return up to which row events wait for no hour.

    One that was written before goes with it, even if another machine's clock gave it a later hour:
    its subject may be the same.
    """
    waiting = Event.objects.filter(position=None, kind__in=held, at__lte=timezone.now())
    found: int | None = waiting.aggregate(last=Max("pk"))["last"]
    return found or 0


def last_position() -> int:
    """Return the last position, 0 if there is none. The newest row is never deleted."""
    found: int | None = Event.objects.aggregate(last=Max("position"))["last"]
    return found or 0
