"""In what order numbers are called: one moment each, so that anybody may ask why. Pure.

Whoever has an appointment stands where somebody would who came half an hour before the window; who
comes more than fifteen minutes after its beginning stands where they arrive.
"""

from datetime import datetime, timedelta

AHEAD, GRACE = timedelta(minutes=30), timedelta(minutes=15)


def reference_of(begins_at: datetime | None, arrived_at: datetime) -> datetime:
    """Return the moment by which a number is called that has `arrived_at` this moment."""
    if begins_at is None or arrived_at > begins_at + GRACE:
        return arrived_at
    return begins_at - AHEAD


def behind(first: datetime | None, now: datetime) -> datetime:
    """Return where somebody stands who comes back: next but one."""
    return now if first is None else first + timedelta(microseconds=1)
