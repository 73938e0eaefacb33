"""Keeps pictures of announcements, by id and width; none has an address of its own."""

import hashlib
from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid4

import structlog
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from announcements.models import Picture
from announcements.pictures.encoding import Rendition, encode
from foundation.api.problems import Problem
from foundation.files.away import StorageAway
from foundation.storage.opening import after_commit, attempt, private_files

FOLDER = "announcement-pictures"
DISK_RETRY_SECONDS = 60  # somebody has to make room first
log = structlog.get_logger("police_portal.announcements")


def path_of(key: UUID | str, width: int) -> str:
    """Return where one size of a picture is kept."""
    return f"{FOLDER}/{UUID(str(key)).hex}-{width}.jpg"


def keep_picture(file: "UploadedFile[bytes]", officer: User | None) -> Picture:
    """Encode an uploaded picture anew and keep it in sizes: all of them or none.

    Raises Problem `photo_refused`, `photos_busy` and `photos_not_kept`.
    """
    key = uuid4()
    made = {one.width: one for one in encode(file, file.size or 0).values()}
    try:
        for width, one in made.items():
            private_files().save(path_of(key, width), ContentFile(one.content))
    except (OSError, StorageAway) as error:
        _delete(key, made)
        log.exception("picture_not_written", errno=getattr(error, "errno", None))
        raise Problem("photos_not_kept", retry_after=DISK_RETRY_SECONDS) from error
    # Without a row the sweep deletes them; a row may exist although its commit failed.
    return Picture.objects.create(
        pk=key, officer=officer, sizes=[_described(one) for one in made.values()]
    )


def _described(one: Rendition) -> dict[str, object]:
    return {
        "width": one.width,
        "height": one.height,
        "bytes": len(one.content),
        "sha256": hashlib.sha256(one.content).hexdigest(),
    }


def read_size(key: UUID | str, width: int) -> bytes | None:
    """Return one size of a picture, None if there is no such file any more. Raises StorageAway."""
    try:
        with private_files().open(path_of(key, width)) as file:
            content: bytes = file.read()
    except (FileNotFoundError, ValueError):
        return None
    return content


def remove_files(keys: Iterable[UUID | None]) -> int:
    """Delete the files of pictures once the transaction is committed; return how many pictures."""
    rows = Picture.objects.filter(pk__in=[key for key in keys if key], removed_at__isnull=True)
    held = [(picture.pk, [size["width"] for size in picture.sizes]) for picture in rows]
    rows.update(removed_at=timezone.now())
    for key, widths in held:
        after_commit(partial(_delete, key, widths))
    return len(held)


def _delete(key: UUID, widths: Iterable[int]) -> None:
    for width in widths:
        attempt(partial(private_files().delete, path_of(key, width)))
