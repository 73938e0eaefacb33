"""The storage of private files, and how failed deletions are handled."""

from collections.abc import Callable, Iterator

import structlog
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction

from foundation.files.away import StorageAway
from foundation.files.guard import require_ours
from foundation.scale.bucket import configuration
from foundation.scale.bucket.opening import bucket

log = structlog.get_logger("police_portal.storage")


class Disk(FileSystemStorage):
    """Files below DATA_DIR, readable only for this service's user and without addresses."""

    def __init__(self) -> None:
        super().__init__(base_url="", file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]  # not generic at run time
        require_ours()
        kept: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        return kept

    def delete(self, name: str) -> None:
        """Delete a file. Raises NotOurs."""
        require_ours()
        super().delete(name)

    def url(self, name: str | None) -> str:
        """Refuse: files are shown through addresses of this service only."""
        raise NotImplementedError


_disk = Disk()


def private_files() -> Storage:
    """Return the storage of photos and pictures. No web server serves either."""
    return bucket() if configuration.is_set() else _disk


def list_names(folder: str) -> Iterator[str]:
    """Yield the name of every file below a folder, in the order of names."""
    if configuration.is_set():
        yield from (one.name for one in bucket().walk(folder))
    elif _disk.exists(folder):
        yield from _below(folder)


def abandon_unfinished(folder: str, before: float) -> int:
    """Delete objects that were begun before and never completed; listings do not show them."""
    if not configuration.is_set():
        return 0
    from foundation.scale.bucket.writing import abandon_before

    return abandon_before(bucket(), folder, before)


def _below(folder: str) -> Iterator[str]:
    folders, files = _disk.listdir(folder)
    for name in sorted(files):
        yield f"{folder}/{name}"
    for name in sorted(folders):
        yield from _below(f"{folder}/{name}")


def after_commit(delete: Callable[[], object]) -> None:
    """Delete once the transaction is committed; the nightly sweep deletes what remains.

    The row is deleted by then: an error would suggest that nothing was done.
    """
    transaction.on_commit(lambda: attempt(delete))


def attempt(delete: Callable[[], object]) -> bool:
    """Delete, and return False if the storage is unavailable."""
    try:
        delete()
    except (OSError, StorageAway) as error:
        log.warning("file_left_behind", error=type(error).__name__)
        return False
    return True
