"""Who was erased, in a file apart from the database: what a restored backup must erase anew.

A line holds when, the number of the row and a keyed hash of the person, nothing else. It is written
before the erasure is committed: an erasure that then fails is repeated by the person, and a restore
that erases them meanwhile does what they asked for.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from citizens.models import Citizen
from foundation.records.encryption import keyed_hash

_FIELDS = 3


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
    line = f"{at.isoformat()} {citizen.pk} {identity_of(citizen)}\n"
    file = os.open(settings.ERASURE_LIST, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line.encode())
        os.fsync(file)
    finally:
        os.close(file)


def read(file: Path) -> Iterator[Listed]:
    """Yield the lines of `file`; raises BrokenList, or OSError. A cut last line is left out."""
    text = file.read_text()
    whole, _newline, _cut = text.rpartition("\n")
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            at, citizen, identity = line.split(" ", _FIELDS - 1)
            yield Listed(datetime.fromisoformat(at), int(citizen), identity)
        except ValueError as error:
            raise BrokenList(str(number)) from error


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
