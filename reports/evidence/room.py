"""How much may wait unsent: of one holder, of all who have no session, and on the disk."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import Greatest

from foundation.api.problems import Problem
from foundation.records.turns import take_turn
from foundation.storage import configuration
from reports.evidence.holders import OF_TICKET
from reports.models import Evidence

# What stays free for the database and everything else; six full videos are 0.6 GB.
LITTLE = 1024**3
RETRY_SECONDS = 60  # somebody has to make room first


def unsent() -> QuerySet[Evidence]:
    """Return what was uploaded, or is being uploaded, and belongs to no report."""
    return Evidence.objects.filter(report__isnull=True, removed_at__isnull=True)


def require_room(mark: str, files: int = 1) -> None:
    """Raise Problem `evidence_too_many` or `unavailable` if so many files more are too many.

    Whoever has no session gets as many holders as tickets: so all of them together have a bound,
    which takes nothing from citizens with a session.
    """
    if unsent().filter(holder_hash=mark).count() + files > settings.EVIDENCE_UNUSED_FILES:
        raise Problem("evidence_too_many")
    if mark.startswith(OF_TICKET):
        waiting = unsent().filter(holder_hash__startswith=OF_TICKET)
        total = waiting.aggregate(total=Sum(Greatest("size", "expected_size")))["total"] or 0
        if total > settings.EVIDENCE_UNUSED_TICKET_BYTES:
            raise Problem("unavailable", retry_after=RETRY_SECONDS)
    free = free_bytes()
    if free is not None and free < LITTLE:
        raise Problem("unavailable", retry_after=RETRY_SECONDS)


def take_room(mark: str, files: int = 1) -> None:
    """Require room in a transaction that then fills it; others of the holder wait meanwhile."""
    take_turn(mark.lstrip(OF_TICKET))
    require_room(mark, files)


def free_bytes() -> int | None:
    """Return how many bytes the disk of the originals has left, None if they lie in a bucket."""
    if configuration.is_set():
        return None
    wanted = Path(settings.SEALED_ROOT)
    return shutil.disk_usage(next(p for p in (wanted, *wanted.parents) if p.is_dir())).free
