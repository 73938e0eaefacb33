"""Who was erased, in a file apart from the database: what a restored backup must erase anew.

A line holds when, the number of the row and a keyed hash of the person, nothing else. It is written
before the erasure is committed: an erasure that then fails is repeated by the person, and a restore
that erases them meanwhile does what they asked for.
"""

import fcntl
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from citizens.models import Citizen
from foundation.media.sealed_files import write_all
from foundation.records.encryption import keyed_hash

_LINE = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]+(?:[+-]\d\d:\d\d)?) (\d+) ([0-9a-f]+)$")
_TAIL = 4096  # bytes; many times a line


class BrokenList(Exception):
    """A line of the file is none of ours; the text names its number."""


@dataclass(frozen=True)
class Listed:
    """A person who was erased `at`."""

    at: datetime
    citizen: int
    identity: str


def identity_of(citizen: Citizen) -> str:
    """Return the keyed hash of the person; rows of a restored database may carry other numbers."""
    return keyed_hash("erasure_list", f"{citizen.app_id}\0{citizen.zalo_user_id}")


def note(citizen: Citizen, at: datetime) -> None:
    """Append the citizen, and wait until the disk has it. Nothing without ERASURE_LIST.

    Raises OSError if it cannot be written: then nobody is erased.
    """
    if not settings.ERASURE_LIST:
        return
    line = f"{at.isoformat()} {citizen.pk} {identity_of(citizen)}\n".encode()
    with open(settings.ERASURE_LIST, "ab+", buffering=0, opener=_open_for_owner) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        whole = _end_of_last_line(file)
        file.truncate(whole)  # whoever wrote the piece behind it was not erased
        try:
            write_all(file, memoryview(line))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(whole)
            raise


def _open_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _end_of_last_line(file: io.FileIO) -> int:
    """Return where the last whole line ends; a process that died may have left a piece behind."""
    size = file.seek(0, os.SEEK_END)
    begin = max(0, size - _TAIL)
    file.seek(begin)
    return begin + file.readall().rfind(b"\n") + 1


def read(file: Path) -> Iterator[Listed]:
    """Yield the lines of `file`; raises BrokenList, or OSError. A cut last line is left out.

    A piece before a line, as older versions could leave on a full disk, is of nobody who was
    erased.
    """
    text = file.read_text()
    whole, _newline, _cut = text.rpartition("\n")
    for number, line in enumerate(whole.splitlines(), 1):
        found = _LINE.search(line)
        if found is None:
            raise BrokenList(str(number))
        at, citizen, identity = found.groups()
        yield Listed(datetime.fromisoformat(at), int(citizen), identity)


def still_here(listed: Iterator[Listed]) -> Iterator[Citizen]:
    """Yield those of the list whose data is here again.

    Whoever came back after the erasure is another row, made later; its number may even be the same.
    """
    for one in listed:
        found = (
            Citizen.objects.filter(pk=one.citizen, erased_at__isnull=True, created_at__lt=one.at)
            .defer("phone")  # it may be unreadable: that is met where it ends no other's erasure
            .first()
        )
        if found and identity_of(found) == one.identity:
            yield found
