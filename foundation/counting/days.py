"""Counts per person and day, over all processes of a machine and over restarts.

The numbers are in the shared cache or, without one, in a file: never in the database, where a row
that is written together with another one would reveal who wrote both.

The file is a count-min sketch (Cormode and Muthukrishnan, 2005). Each caller has ROWS places,
derived from the caller, HASH_KEY and random bytes of the day; the smallest number in them counts.
So the file has a fixed size, identifies nobody, and a number may be too high, never too low: 10,000
callers a day share all their places with others once in 2,000. On a new day the random bytes are
overwritten; after that nobody can find a caller's places again.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import struct
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from foundation.counting import windows
from foundation.records.encryption import keyed_hash
from foundation.scale.cache import engine, scripts

log = structlog.get_logger("police_portal.counting")

ROWS, PLACES = 4, 1 << 16  # two bytes choose a place
NUMBER = struct.Struct("<H")
MOST = (1 << 16) - 1
DAY_BYTES, SALT_BYTES = 10, 32
HEAD = DAY_BYTES + SALT_BYTES
SIZE = HEAD + ROWS * PLACES * NUMBER.size
DAY = 24 * windows.HOUR
_own_salt = secrets.token_bytes(SALT_BYTES)


def count(kind: str, who: str) -> int:
    """Count once more for `who` and return the count of this day in Vietnam."""
    now = timezone.localtime()
    day, mark = now.date().isoformat(), keyed_hash("counted-today", f"{kind}\0{who}")
    try:
        answer = engine.ask(scripts.COUNT_FOR, f"{kind}-today", (day, mark), _milliseconds(now))
        return int(answer)
    except engine.Away:
        pass
    try:
        with _locked_file() as opened:
            return _count_in(opened, day, mark)
    except OSError as error:  # the disk is full or read-only: this process counts alone
        log.warning("daily_counts_not_kept", error=type(error).__name__)
        return windows.count(f"{kind}-today", (day, mark), DAY).times


def mark_of_today(who: str) -> str:
    """Return 64 hexadecimal digits that identify somebody during this day at most."""
    day = timezone.localdate().isoformat()
    try:
        with _locked_file() as opened:
            salt = _salt_of(opened, day)
    except OSError:  # as above
        salt = _own_salt
    return hashlib.blake2b(
        keyed_hash("marked-today", who).encode(), key=salt, digest_size=32
    ).hexdigest()


def _milliseconds(now: datetime) -> int:
    """Return how many milliseconds the day has left."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return max(1, round((midnight - now).total_seconds() * 1000))


@contextlib.contextmanager
def _locked_file() -> Iterator[int]:
    folder = settings.COUNTING_ROOT
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(folder / "today", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened
    finally:
        os.close(opened)


def _count_in(opened: int, day: str, mark: str) -> int:
    salt = _salt_of(opened, day)
    places = _places(salt, mark)
    numbers = [NUMBER.unpack(os.pread(opened, NUMBER.size, place))[0] for place in places]
    counted: int = min(min(numbers) + 1, MOST)
    for place, number in zip(places, numbers, strict=True):
        os.pwrite(opened, NUMBER.pack(max(number, counted)), place)
    return counted


def _salt_of(opened: int, day: str) -> bytes:
    """Return the random bytes of the day; on a new day the last ones are destroyed."""
    head = os.pread(opened, HEAD, 0)
    if head[:DAY_BYTES] != day.encode() or os.fstat(opened).st_size != SIZE:
        head = day.encode() + secrets.token_bytes(SALT_BYTES)
        os.pwrite(opened, head, 0)
        os.ftruncate(opened, HEAD)
        os.ftruncate(opened, SIZE)
    return head[DAY_BYTES:]


def _places(salt: bytes, mark: str) -> list[int]:
    drawn = hashlib.blake2b(mark.encode(), key=salt, digest_size=2 * ROWS).digest()
    columns = struct.unpack(f"<{ROWS}H", drawn)
    return [HEAD + (row * PLACES + at) * NUMBER.size for row, at in enumerate(columns)]
