"""A restored database does not know the numbers given since its backup: they are not used again."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reception.models import QueueDay, Slot

LIFTED = 200  # more than were given between two backups of a day


@transaction.atomic
def skip_lost_numbers() -> None:
    """Go on with numbers that nobody can have; slips from before stay valid beside them."""
    now = timezone.now()
    Slot.objects.filter(begins_at__gt=now).update(issued=F("issued") + LIFTED)
    days = QueueDay.objects.filter(day__gte=timezone.localdate(now))
    days.update(walk_ins=F("walk_ins") + LIFTED)
