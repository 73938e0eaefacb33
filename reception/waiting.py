"""How long somebody may have to wait: a range that held often enough before, or nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor
from statistics import quantiles
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from reception.models import QueueDay, QueueNumber
from reception.workflow import State

FEWEST, MOST = 10, 30  # services
DAYS, LONGEST = timedelta(days=7), timedelta(hours=3)  # longer: nobody pressed «done»
STEP = 5  # minutes


@dataclass(frozen=True)
class Wait:
    """From how many minutes to how many."""

    least: int
    most: int


def expected(before: int, services: Sequence[float], desks: int) -> Wait | None:
    """Return the range for somebody with `before` people before them; None if too little is known.

    `services` are minutes: of all that stand before, and of the one that is served now.

    >>> expected(3, [8.0] * 10, 2)
    Wait(least=15, most=20)
    >>> expected(3, [8.0] * 9, 2) is None
    True
    """
    if len(services) < FEWEST or not desks:
        return None
    low, _middle, high = quantiles(services, n=4)
    each = (before + 1) / desks
    least = floor(each * low / STEP) * STEP
    return Wait(least, max(ceil(each * high / STEP) * STEP, least + STEP))


def services_of(queues: Collection[int]) -> Mapping[int, Sequence[float]]:
    """Return the minutes of the last services of each queue, with one query."""
    since = timezone.localdate() - DAYS
    done = QueueNumber.objects.filter(
        queue__in=queues, day__gte=since, state=State.DONE,
        ended_at__range=(F("called_at"), F("called_at") + LONGEST),
    )  # fmt: skip
    latest = Window(RowNumber(), partition_by="queue", order_by=F("ended_at").desc())
    rows = done.annotate(nth=latest).filter(nth__lte=MOST)
    found: dict[int, list[float]] = defaultdict(list)
    took = ExpressionWrapper(F("ended_at") - F("called_at"), DurationField())
    for queue, time in rows.values_list("queue", took):
        found[queue].append(time / timedelta(minutes=1))
    return found


def desks_of(shown: Mapping[str, Any]) -> int:
    """Return at how many desks somebody is served, by the board of a day."""
    return len(shown["called"])


def told(day: QueueDay, before: int) -> dict[str, int]:
    """Return the columns of a number that remember what its citizen was told on coming."""
    wait = expected(before, services_of([day.queue_id])[day.queue_id], desks_of(day.shown))
    return {"told_least": wait.least, "told_most": wait.most} if wait else {}
