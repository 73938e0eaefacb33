"""The random id of this database, which our signatures are bound to.

Provinces may have been set up with equal keys. A token of one must not open the row with the same
number at another.
"""

from uuid import UUID

from foundation.records.models import Identity

_known: list[UUID] = []  # read once per process: it never changes


def database_id() -> UUID:
    """Return the id. Costs one query per process."""
    if not _known:
        _known.append(Identity.objects.values_list("database", flat=True).get())
    return _known[0]


def bound(salt: str) -> str:
    """Return `salt` for signatures that only this database accepts."""
    return f"{salt}.{database_id()}"
