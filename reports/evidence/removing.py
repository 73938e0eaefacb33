"""Files go, and what proves that they were there stays: fingerprint, size and chain of custody."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.media import sealed_files
from reports.evidence.holders import NOBODY
from reports.models import Evidence


def remove(files: QuerySet[Evidence]) -> int:
    """Delete these files with their keys, and return how many there were.

    Call it in a transaction. The files follow after it; one that stays for want of a disk is
    nobody's any more, because its key is gone with the transaction.
    """
    gone = list(files.filter(removed_at__isnull=True).select_for_update().order_by("pk"))
    Evidence.objects.filter(pk__in=[one.pk for one in gone]).update(
        key="", captured="", picture_hash=None, holder_hash=NOBODY, removed_at=timezone.now()
    )
    for one in gone:
        transaction.on_commit(lambda pk=one.pk: sealed_files.delete_sealed(pk))  # type: ignore[misc]
    return len(gone)
