"""Where each chain of custody ends, kept apart from the database: a small file beside the original.

Without it a chain without its last entries would look whole. The file is written whole, brought to
disk and renamed. The end of the first entry is written before that is committed, every later one
after: so each chain has its end, which may lag behind by the entries of one transaction if a
process died between, but is never ahead. In a bucket no lock keeps two machines apart: of two ends
that are written in the same moment the earlier may stay, which is a lag like any other.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from foundation.media.custody import End
from foundation.media.sealed_files import (
    UNFINISHED,
    Place,
    make_folder,
    path_of,
    put_in_place,
)
from foundation.scale.bucket.paths import BucketPath

SUFFIX = ".custody"
# In place of an id: the end of the register of all evidence.
REGISTER = UUID(int=0)
_OWNER_ONLY = 0o600


def path_of_end(evidence_id: UUID) -> Place:
    """Return where the end is kept. It stays when the original is deleted."""
    return path_of(evidence_id).with_name(evidence_id.hex + SUFFIX)


def read_end(evidence_id: UUID) -> End | None:
    """Return the end of a chain, None if there is none or it is no end at all.

    Raises StorageAway.
    """
    return _read(path_of_end(evidence_id))


def _read(path: Place) -> End | None:
    with contextlib.suppress(OSError, ValueError, TypeError):
        end = End(**json.loads(path.read_text()))
        if isinstance(end.count, int) and f"{end.last_mac}{end.mac}".isalnum():
            return end
    return None


def later_ends(folder: Path) -> Iterator[tuple[UUID, End]]:
    """Yield the ends below a folder that are later than those that are kept, or of other chains.

    For files that are brought from elsewhere: `keep_end` keeps them. Raises StorageAway.
    """
    for path in sorted(folder.glob(f"??/{'[0-9a-f]' * 32}{SUFFIX}")):
        end, evidence_id = _read(path), UUID(hex=path.name.removesuffix(SUFFIX))
        kept = read_end(evidence_id)
        if end is not None and (kept is None or kept.count < end.count):
            yield evidence_id, end


def keep_end(evidence_id: UUID, end: End) -> None:
    """Keep the end of a chain, unless a later one is kept already. Raises OSError, StorageAway.

    Transactions come here in another order than they were committed in. A first end replaces what
    is left of a transaction that was rolled back; in the register's place only another first one.
    """
    path = path_of_end(evidence_id)
    if isinstance(path, BucketPath):
        if _is_later(evidence_id, end):
            path.write(json.dumps(asdict(end)).encode())
        return
    make_folder(path.parent)
    with _locked(path.parent):
        if _is_later(evidence_id, end):
            _write(path, json.dumps(asdict(end)))


def _is_later(evidence_id: UUID, end: End) -> bool:
    kept = read_end(evidence_id)
    if kept is None or kept.count < end.count:
        return True
    return end.count == 1 and (kept.count == 1 or evidence_id != REGISTER)


def _write(path: Path, text: str) -> None:
    new = path.with_name(path.name + UNFINISHED)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "w") as to:
        to.write(text)
        to.flush()
        os.fsync(to.fileno())
    put_in_place(new, path)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep others of this machine out of the ends in a folder; ends even if a process dies."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
