"""Pictures that no announcement uses any more: their files and rows go."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from announcements.models import Picture
from announcements.pictures.keeping import FOLDER, remove_files
from foundation.storage import owner
from foundation.storage.opening import attempt, list_names, private_files

AT_ONCE = 500


def unused(before: datetime) -> QuerySet[Picture]:
    """Return the pictures that were brought before then and that nothing names."""
    return Picture.objects.filter(
        uploaded_at__lt=before, announcements__isnull=True, versions__isnull=True
    )


def sweep(rows: QuerySet[Any]) -> int:
    """Delete the files and rows of pictures, and return how many there were.

    Whoever names one in this moment, or this, fails at the commit: the database sees to it.
    """
    keys = list(rows.values_list("pk", flat=True))
    remove_files(keys)
    Picture.objects.filter(pk__in=keys).delete()
    return len(keys)


def delete_lost_files(before: datetime) -> int:
    """Delete files of pictures that were removed, or of which no row knows, and return how many.

    They stayed when the storage was away, or a process died. A picture that was brought since
    `before` may still wait for its row. Raises `guard.NotOurs`.
    """
    owner.require()
    names, removed = list_names(FOLDER), 0
    while batch := list(islice(names, AT_ONCE)):
        removed += sum(
            attempt(partial(private_files().delete, name)) for name in _lost(batch, before)
        )
    return removed


def _lost(names: Sequence[str], before: datetime) -> Iterator[str]:
    kept = needed(names)
    for name, _key in _keys(names):
        if name not in kept and private_files().get_modified_time(name) < before:
            yield name


def needed(names: Sequence[str]) -> set[str]:
    """Return which of these files belong to a picture that was not removed."""
    keys = dict(_keys(names))
    rows = Picture.objects.filter(pk__in=set(keys.values()), removed_at__isnull=True)
    kept = set(rows.values_list("pk", flat=True))
    return {name for name, key in keys.items() if key in kept}


def _keys(names: Iterable[str]) -> Iterator[tuple[str, UUID]]:
    for name in names:
        with suppress(ValueError):  # not ours
            yield name, UUID(hex=name.rpartition("/")[2].partition("-")[0])
