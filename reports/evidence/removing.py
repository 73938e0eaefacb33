"""Files go; of evidence stays what proves that it was there: fingerprint, size, custody."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from foundation.media import sealed_files
from foundation.storage.opening import after_commit
from reports.evidence import custody, register
from reports.evidence.custody import Act
from reports.evidence.custody_ends import path_of_end
from reports.models import Evidence

log = structlog.get_logger("police_portal.reports")


def remove(files: QuerySet[Evidence]) -> int:
    """Delete these files with their keys, and return how many there were.

    Of what nobody sent the row goes, too. Call it in a transaction. The files follow after it; one
    that stays for want of a disk is nobody's any more, because its key went with the transaction.
    """
    gone = list(files.filter(removed_at__isnull=True).select_for_update().order_by("pk"))
    gone = [one for one in gone if one.report_id or not _was_detached(one)]
    _remove_unsent(one for one in gone if one.report_id is None)
    for one in gone:
        if one.report_id:
            _remove_evidence(one)
        after_commit(partial(sealed_files.delete_sealed, one.pk))
    return len(gone)


def _was_detached(one: Evidence) -> bool:
    """Return True for evidence that somebody took from its report: it stays, for verification."""
    if register.number_of(one.pk) is None:
        return False
    log.error("evidence_detached", evidence=str(one.pk))
    return True


def _remove_unsent(files: Iterable[Evidence]) -> None:
    keys = [one.pk for one in files]
    Evidence.objects.filter(pk__in=keys).delete()
    for key in keys:
        after_commit(partial(_forget_end, key))


def _forget_end(key: UUID) -> None:
    """Delete an end that a rolled-back transaction left; one of evidence proves that it was."""
    if not register.was_received(key):
        sealed_files.delete_place(path_of_end(key))


def _remove_evidence(one: Evidence) -> None:
    custody.append(one, Act.DELETED)
    one.key, one.captured, one.picture_hash, one.removed_at = "", "", None, timezone.now()
    one.save(update_fields=["key", "captured", "picture_hash", "removed_at"])
