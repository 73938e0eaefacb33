"""Who is at a counter today, on its page: labels and desks, no names."""

from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import mark_safe

from reception import ratings
from reception.models import Queue, QueueNumber
from reception.workflow import State

SHOWN = (State.CALLED, State.WAITING, State.ABSENT, State.BOOKED)
MOST_SHOWN = 60
RATING = timedelta(minutes=10)  # in which the code of who was here last stands there


def of(queue: Queue, desk: str) -> dict[str, Any]:
    """Return what the page shows of today: the desk, who is there, the others by their state."""
    rows = QueueNumber.objects.filter(queue=queue, day=timezone.localdate())
    shown = list(_ordered(rows))
    here = next((row for row in shown if row.state == State.CALLED and row.desk == desk), None)
    return {
        "desk": desk,
        "here": here,
        "groups": [
            (State(state).label, list(group))
            for state, group in groupby(shown, attrgetter("state"))
        ],
        "rated": _rated(rows.filter(desk=desk)) if desk else None,
    }


def _ordered(rows: QuerySet[QueueNumber]) -> list[QueueNumber]:
    there = rows.filter(state__in=SHOWN).order_by("reference_at", "begins_at", "pk")[:MOST_SHOWN]
    return sorted(there, key=lambda row: SHOWN.index(State(row.state)))


def _rated(rows: QuerySet[QueueNumber]) -> dict[str, Any] | None:
    """Return the number that was here last and the picture of the code to rate the visit."""
    just = rows.filter(state=State.DONE, ended_at__gte=timezone.now() - RATING)
    last = just.select_related("queue").order_by("-ended_at").first()
    picture = ratings.picture_of(last) if last else ""
    # Our code draws squares; the picture contains no user's text.
    safe = mark_safe(picture)  # noqa: S308  # see above
    return {"label": last.label, "picture": safe} if last and picture else None
