"""The end of a lease in a row: a worker holds the row until then, and others may take it after."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.expressions import Combinable

# A machine whose clock is wrong by more does not serve (`police_portal.clocks`).
CLOCKS_DIFFER = timedelta(minutes=1)


def is_over(column: str, now: datetime | Combinable, lease: timedelta) -> Q:
    """Find rows whose lease has ended at `now`, a moment or the database's own.

    A lease with too late an end was taken by a clock in the future. It is void: otherwise nobody
    could take the row until then.
    """
    latest = now + lease + CLOCKS_DIFFER
    return Q(**{f"{column}__lte": now}) | Q(**{f"{column}__gt": latest})
