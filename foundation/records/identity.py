"""The random id of this database, to which what we sign is bound.

Provinces may have been set up with equal keys. A token of one must not open the row with the same
number at another.
"""

from foundation.records.models import Identity

_known: list[str] = []  # read once in a process: it never changes


def bound(salt: str) -> str:
    """Return `salt` for signing what only this database may read. Costs a query, once."""
    if not _known:
        _known.append(str(Identity.objects.values_list("database", flat=True).get()))
    return f"{salt}.{_known[0]}"
