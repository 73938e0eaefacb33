"""What a process holds in memory, emptied: each test starts like a new process."""

FORGET = "/forget/"  # where a browser test's server is told to (tests/browser/application.py)


def forget():
    """Remember nothing, count nothing."""
    from django.core.cache import cache

    from police_portal.snapshots import Snapshot
    from procedures.read_counts import reads
    from procedures.search_counts import counts

    for snapshot in Snapshot.registry.values():
        snapshot.forget()
    cache.clear()
    counts.take()
    reads.take()
