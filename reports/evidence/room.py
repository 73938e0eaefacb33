"""How much may wait unsent: of one holder, of all who have no session, and on the disk.

Counted are bytes that came. What is declared costs nobody anything.
"""

import math
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.counting import windows
from foundation.records.turns import take_turn
from foundation.scale.bucket import configuration
from reports.evidence.holders import OF_TICKET, Holder
from reports.models import Evidence

# What stays free for the database and everything else; six full videos are 0.6 GB.
LITTLE = 1024**3
RETRY_SECONDS = 60  # somebody has to make room first
# An upload of which nothing came is over after this time.
WITHOUT_BYTES = timedelta(minutes=30)
# What the row of an upload counts for, so that nobody makes rows without end.
ROW_BYTES = 1024**2


def unsent() -> QuerySet[Evidence]:
    """Return what was uploaded, or is being uploaded, and belongs to no report."""
    begun = timezone.now() - WITHOUT_BYTES
    over = Q(completed_at__isnull=True, size=0, uploaded_at__lt=begun)
    return Evidence.objects.filter(report__isnull=True, removed_at__isnull=True).exclude(over)


def admit(holder: Holder, coming: int) -> None:
    """Take note that `coming` bytes come. Raises Problem `throttled` for an address with too many.

    One address never fills the room of all within the day for which files wait.
    """
    if not holder.is_stranger:
        return
    counted = windows.count("evidence-bytes", holder.address, windows.HOUR, coming)
    if counted.times > settings.EVIDENCE_ADDRESS_BYTES_PER_HOUR:
        raise Problem("throttled", retry_after=math.ceil(counted.seconds_left))


def require_room(holder: Holder, files: int = 1, coming: int = 0) -> None:
    """Raise Problem `evidence_too_many` or `unavailable` if so many more are too many.

    `coming` are the bytes that are not counted yet. Whoever has no session gets as many holders as
    tickets: so all of them together have a bound, which takes nothing from citizens with a session.
    """
    own = unsent().filter(holder_hash=holder.mark).aggregate(count=Count("pk"), size=Sum("size"))
    if own["count"] + files > settings.EVIDENCE_UNUSED_FILES:
        raise Problem("evidence_too_many")
    if holder.is_stranger:
        if (own["size"] or 0) + coming > _most_of_ticket():
            raise Problem("evidence_too_many")
        waiting = unsent().filter(holder_hash__startswith=OF_TICKET)
        total = waiting.aggregate(total=Sum("size"))["total"] or 0
        if total + coming > settings.EVIDENCE_UNUSED_TICKET_BYTES:
            raise Problem("unavailable", retry_after=RETRY_SECONDS)
    free = free_bytes()
    if free is not None and free < LITTLE:
        raise Problem("unavailable", retry_after=RETRY_SECONDS)


def _most_of_ticket() -> int:
    """Return as many bytes as one report may have."""
    return int(settings.REPORT_MAX_FILES * settings.REPORT_VIDEO_MAX_BYTES)


def take_room(holder: Holder, files: int = 1, coming: int = 0) -> None:
    """Require room in a transaction that then fills it; others of the holder wait meanwhile."""
    take_turn(holder.mark.lstrip(OF_TICKET))
    require_room(holder, files, coming)


def free_bytes() -> int | None:
    """Return how many bytes the disk of the originals has left, None if they lie in a bucket."""
    if configuration.is_set():
        return None
    wanted = Path(settings.SEALED_ROOT)
    return shutil.disk_usage(next(p for p in (wanted, *wanted.parents) if p.is_dir())).free
