"""A chain of records that shows whether any was changed, deleted, added or moved.

Each record's MAC covers its content, its number and the previous MAC, so that only the holder of
the key can write one that fits. The end of a chain is sealed apart from the records: otherwise a
chain without its last ones would look whole. An older end with the older chain fits together, too:
that can only be noticed by what left the database before, as receipts, exports and logs.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

Content = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """A record as read; `sequence` counts from 1."""

    sequence: int
    content: Content
    mac: str


@dataclass(frozen=True)
class End:
    """The end of a chain: number of records, the last one's MAC, and their own MAC."""

    count: int
    last_mac: str
    mac: str


class FaultKind(StrEnum):
    """What is wrong."""

    CHANGED = "changed"  # the record, or one before it, is not the written one
    OUT_OF_PLACE = "out_of_place"  # a number is missing, occurs twice, or comes too early
    WRONG_END = "wrong_end"  # the chain does not end at its sealed end
    FORGED_END = "forged_end"  # the end was not written with the key


@dataclass(frozen=True)
class Fault:
    """One fault, and the number of the record concerned."""

    kind: FaultKind
    sequence: int


def custody_key() -> bytes:
    """Return the key of CUSTODY_KEY. Raises ImproperlyConfigured if it is empty."""
    if not settings.CUSTODY_KEY:
        raise ImproperlyConfigured("CUSTODY_KEY is empty: nobody could prove a chain.")
    return str(settings.CUSTODY_KEY).encode()


def link(key: bytes, chain: str, previous_mac: str, sequence: int, content: Content) -> str:
    """Return the MAC of a record in hex: HMAC-SHA256 over canonical JSON.

    `chain` is the chain's name, so that no record fits into another one. The first `previous_mac`
    is empty. `content` may be texts, whole numbers, booleans, None, lists and maps of them.
    """
    return _mac(key, ["record", chain, previous_mac, sequence, content])


def end_of(key: bytes, chain: str, count: int, last_mac: str) -> End:
    """Return the sealed end of a chain, to be stored apart from its records."""
    return End(count, last_mac, _mac(key, ["end", chain, count, last_mac]))


def _mac(key: bytes, value: Sequence[object]) -> str:
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return hmac.digest(key, text.encode(), "sha256").hex()


def find_faults(key: bytes, chain: str, entries: Iterable[Entry], end: End) -> list[Fault]:
    """Return the faults of a chain, read in the order of its sequence; none if it is intact."""
    read = list(entries)
    return [*_faults_of_records(key, chain, read), *_faults_of_end(key, chain, read, end)]


def lags(entries: Sequence[Entry], end: End) -> bool:
    """Return True if an intact chain continues after its genuine end.

    Only the holder of the key writes entries that fit: so the process died, and nothing was forged.
    Truncation is found differently: then the chain ends before its end.
    """
    return 0 < end.count < len(entries) and entries[end.count - 1].mac == end.last_mac


def _faults_of_records(key: bytes, chain: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if entry.sequence != number:
            yield Fault(FaultKind.OUT_OF_PLACE, entry.sequence)
        if not _equal(entry.mac, link(key, chain, previous, entry.sequence, entry.content)):
            yield Fault(FaultKind.CHANGED, entry.sequence)
        previous = entry.mac


def _faults_of_end(key: bytes, chain: str, entries: Sequence[Entry], end: End) -> Iterator[Fault]:
    last_mac = entries[-1].mac if entries else ""
    if (len(entries), last_mac) != (end.count, end.last_mac):
        yield Fault(FaultKind.WRONG_END, end.count)
    if not _equal(end.mac, end_of(key, chain, end.count, end.last_mac).mac):
        yield Fault(FaultKind.FORGED_END, end.count)


def _equal(stored: str, right: str) -> bool:
    """Compare in constant time; a stored text may be anything."""
    return hmac.compare_digest(stored.encode(), right.encode())
