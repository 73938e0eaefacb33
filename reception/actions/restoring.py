"""A restored database does not know the numbers given since its backup: they are not used again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reception.models import Queue, QueueDay, Slot
from reception.models.queue import LIFTED, MOST_DAYS_AHEAD


@transaction.atomic
def skip_lost_numbers() -> None:
    """Go on with numbers that nobody can have; slips from before stay valid beside them.

    Windows and days that the backup does not know get their row later: the counter remembers.
    """
    now, today = timezone.now(), timezone.localdate()
    Slot.objects.filter(begins_at__gt=now).update(issued=F("issued") + LIFTED)
    QueueDay.objects.filter(day__gte=today).update(walk_ins=F("walk_ins") + LIFTED)
    Queue.objects.update(lost_until=today + timedelta(days=MOST_DAYS_AHEAD))
