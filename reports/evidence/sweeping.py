"""Cleans up behind processes that died, and makes up for what they had no time for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain, islice
from uuid import UUID

import structlog
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.files.away import StorageAway
from foundation.media.reencoding import STRANGERS
from foundation.media.sealed_files import (
    FOLDER,
    UNFINISHED,
    Place,
    delete_place,
    list_files,
    list_places,
    open_sealed,
    path_of,
)
from foundation.media.sealed_pieces import BrokenSeal
from foundation.storage import owner
from foundation.storage.opening import abandon_unfinished
from reports.evidence import examining, register
from reports.evidence.custody_ends import REGISTER, SUFFIX
from reports.models import Evidence

log = structlog.get_logger("police_portal.reports")
AT_ONCE = 500
# What is being written is younger; a slow request takes minutes.
SETTLED = timedelta(hours=24)
HASHES_AT_ONCE = 1_000  # of one run: each takes up to a second


def delete_lost_files(now: datetime) -> int:
    """Delete files that no row knows, or whose row has no file any more. Return how many.

    Ends of chains that never were are deleted, too; others stay for good. Raises
    `guard.NotOurs`.
    """
    owner.require()
    before = (now - SETTLED).timestamp()
    files, removed = chain(list_files(before), _list_ends(before)), 0
    while batch := list(islice(files, AT_ONCE)):
        removed += _delete_unknown(batch)
    return removed + abandon_unfinished(FOLDER, before)


def needed(names: Sequence[str]) -> set[str]:
    """Return which of these originals belong to a row, and were not removed."""
    ids = {}
    for name in names:
        with suppress(ValueError):  # not ours, or an end
            ids[name] = UUID(hex=name.rpartition("/")[2])
    rows = Evidence.objects.filter(pk__in=ids.values(), removed_at__isnull=True)
    kept = set(rows.values_list("pk", flat=True))
    return {name for name, file_id in ids.items() if file_id in kept}


def _delete_unknown(listed: Sequence[tuple[UUID, Place]]) -> int:
    rows = Evidence.objects.filter(pk__in={file_id for file_id, _path in listed})
    removed_by_id = {pk: at is not None for pk, at in rows.values_list("pk", "removed_at")}
    lost = [path for file_id, path in listed if _is_lost(path, removed_by_id.get(file_id))]
    for path in lost:
        delete_place(path)
    return len(lost)


def _is_lost(path: Place, removed: bool | None) -> bool:  # noqa: FBT001  # None: no such row
    """Return True if nobody needs a file.

    An end stays, unless it is left of a transaction that was rolled back: evidence whose row is
    gone is missed by it.
    """
    if path.name.endswith(SUFFIX):
        file_id = UUID(hex=path.name.removesuffix(SUFFIX))
        return removed is None and file_id != REGISTER and not register.was_received(file_id)
    return removed is not False


def _list_ends(before: float) -> Iterator[tuple[UUID, Place]]:
    for name, place in list_places(before):
        if SUFFIX in name:
            yield UUID(hex=name.removesuffix(UNFINISHED).removesuffix(SUFFIX)), place


def hash_pictures() -> int:
    """Compute the hashes for which receiving had no time, the newest first. Return how many."""
    waiting = Evidence.objects.filter(
        completed_at__isnull=False,
        picture_hash__isnull=True,
        removed_at__isnull=True,
        media_type__in=[kind.value for kind in examining.PICTURES],
        completed_at__gt=timezone.now() - 2 * SETTLED,
    )
    made = 0
    for one in waiting.order_by("-completed_at")[:HASHES_AT_ONCE]:
        made += _hash_picture(one)
    return made


def _hash_picture(one: Evidence) -> int:
    try:
        with open_sealed(path_of(one.pk), one.pk, one.key) as file:
            found = examining.hash_of(examining.render(file, one.size, STRANGERS))
    except (OSError, BrokenSeal, Problem, StorageAway) as error:  # verification says more
        log.info("evidence_not_hashed", evidence=str(one.pk), error=type(error).__name__)
        return 0
    return Evidence.objects.filter(pk=one.pk).update(picture_hash=found)
