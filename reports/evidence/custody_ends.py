"""Where each chain of custody ends, kept apart from the database: a small file beside the original.

Without it a chain without its last entries would look whole. The file is written whole, brought to
disk and renamed. The end of the first entry is written before that is committed, every later one
after: so each chain has its end, which may lag behind by the entries of one transaction if a
process died between, but is never ahead.
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
from foundation.media.sealed_files import UNFINISHED, make_folder, path_of, put_in_place

SUFFIX = ".custody"
_OWNER_ONLY = 0o600


def path_of_end(evidence_id: UUID) -> Path:
    """Return where the end is kept. It stays when the original is deleted."""
    return path_of(evidence_id).with_name(evidence_id.hex + SUFFIX)


def read_end(evidence_id: UUID) -> End | None:
    """Return the end of a chain, None if there is none or it is no end at all."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        end = End(**json.loads(path_of_end(evidence_id).read_text()))
        if isinstance(end.count, int) and f"{end.last_mac}{end.mac}".isalnum():
            return end
    return None


def keep_end(evidence_id: UUID, end: End) -> None:
    """Keep the end of a chain, unless a later one is kept already. Raises OSError.

    Transactions come here in another order than they were committed in. A first end replaces what
    is left of a transaction that was rolled back.
    """
    path = path_of_end(evidence_id)
    make_folder(path.parent)
    with _locked(path.parent):
        kept = read_end(evidence_id)
        if kept and end.count > 1 and kept.count >= end.count:
            return
        new = path.with_name(path.name + UNFINISHED)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "w") as to:
            to.write(json.dumps(asdict(end)))
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
