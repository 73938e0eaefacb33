"""The random id of this database, which our signatures are bound to.

Provinces may have been set up with equal keys. A token of one must not open the row with the same
number at another.
"""

from foundation.records.models import Identity

_known: list[str] = []  # read once per process: it never changes


def bound(salt: str) -> str:
    """Return `salt` for signatures that only this database accepts. Costs one query per process."""
    if not _known:
        _known.append(str(Identity.objects.values_list("database", flat=True).get()))
    return f"{salt}.{_known[0]}"
