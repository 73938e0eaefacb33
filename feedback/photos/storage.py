"""Storage of photos: by day, under random names; no web server serves them."""

import uuid
from collections.abc import Iterator
from datetime import date
from functools import partial

from django.core.files.base import ContentFile

from foundation.files.away import StorageAway
from foundation.storage.opening import attempt, list_names, private_files

FOLDER = "photos"


def write_photo(key: uuid.UUID, content: bytes, day: date) -> str:
    """Write a photo and return its path.

    Raises OSError if the disk is full or missing, StorageAway; then nothing of it remains.
    """
    path = f"{FOLDER}/{day:%Y-%m-%d}/{key.hex}.jpg"
    try:
        return private_files().save(path, ContentFile(content))
    except (OSError, StorageAway):
        attempt(partial(delete_file, path))
        raise


def read_photo(path: str) -> bytes:
    """Return a photo, about 2 MB at most. Raises FileNotFoundError, StorageAway."""
    with private_files().open(path) as file:
        content: bytes = file.read()
    return content


def delete_file(path: str) -> None:
    """Delete a photo's file, if it exists. Raises OSError, StorageAway."""
    private_files().delete(path)


def list_paths() -> Iterator[str]:
    """Yield the path of every file, day by day."""
    return list_names(FOLDER)
