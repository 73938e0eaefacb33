"""Whom a confidential notice is for, without naming them.

A report and the notice of its move are written within a second. So who reads both tables would
learn the sender from a reference to the citizen, and coarser times would not help: the days of
several moves leave one person over. Such a notice has a keyed hash, by which its citizen lists it,
and the citizen's number, encrypted, by which it is sent.

The hash is of notices only, and another for each kind: it is found in no other table, and does not
say that who rated is who reported.
"""

from uuid import UUID

from citizens.notices.events import kinds
from foundation.records.encryption import keyed_hash


def hash_of(citizen: int, kind: str) -> str:
    """Return the hash by which the citizen's confidential notices of a kind are found."""
    return keyed_hash("confidential_notice", f"{kind}\0{citizen}")


def hashes_of(citizen: int) -> list[str]:
    """Return the hashes by which all of the citizen's confidential notices are found."""
    return [hash_of(citizen, kind.name) for kind in kinds()]


def key_of(citizen: int, change: str) -> UUID:
    """Return the key of the notice of a change: the same each time, so that there is only one."""
    return UUID(keyed_hash("confidential_notice_key", f"{citizen}\0{change}")[:32])


def turn_of(citizen: int) -> str:
    """Return the mark for which queueing and erasing wait their turn; it is stored nowhere."""
    return keyed_hash("confidential_notices_turn", str(citizen))


def columns_of(citizen: int, kind: str, change: str) -> dict[str, object]:
    """Return the columns that a confidential notice has in place of its citizen."""
    return {
        "citizen_id": None,
        "citizen_hash": hash_of(citizen, kind),
        "recipient": str(citizen),
        "key": key_of(citizen, change),
    }
