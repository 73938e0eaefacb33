"""What call screens and phones see of a queue today: labels and desks, no names."""

from typing import Any

import orjson
from django.utils import timezone

from foundation.publishing.conditional import Answer
from reception.models import QueueDay
from reception.models.queue import nobody


def shown_today(queue_id: int) -> dict[str, Any] | None:
    """Return the board of a queue; None before its first number of today."""
    rows = QueueDay.objects.filter(queue=queue_id, day=timezone.localdate())
    found: dict[str, Any] | None = rows.values_list("shown", flat=True).first()
    return found


def answer_with(shown: dict[str, Any] | None, **more: object) -> Answer:
    """Return the answer with a board, 304 while nothing changed."""
    return Answer.from_body(orjson.dumps({**(shown or nobody()), **more})).kept_nowhere()
