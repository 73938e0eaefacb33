"""Where photos are kept: below DATA_DIR, by day, under random names; no web server serves them."""

import contextlib
import uuid
from collections.abc import Iterator
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

FOLDER = "photos"


class PrivateStorage(FileSystemStorage):
    """Files that only this service's user may read and that have no address."""

    def __init__(self) -> None:
        super().__init__(base_url="", file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def url(self, name: str | None) -> str:
        """Refuse: photos are shown through `feedback.photos.addresses` only."""
        raise NotImplementedError


storage = PrivateStorage()


def write_photo(key: uuid.UUID, content: bytes, day: date) -> str:
    """Write a photo and return its path.

    Raises OSError if the disk is full or missing; nothing of the photo is left then.
    """
    path = f"{FOLDER}/{day:%Y-%m-%d}/{key.hex}.jpg"
    try:
        return storage.save(path, ContentFile(content))
    except OSError:
        with contextlib.suppress(OSError):
            storage.delete(path)
        raise


def delete_file(path: str) -> None:
    """Delete a photo's file, if it is still there."""
    storage.delete(path)


def list_paths() -> Iterator[str]:
    """Yield the path of every file, day by day."""
    if not storage.exists(FOLDER):
        return
    for day in sorted(storage.listdir(FOLDER)[0]):
        for name in storage.listdir(f"{FOLDER}/{day}")[1]:
            yield f"{FOLDER}/{day}/{name}"
