"""What a process holds in memory, emptied: each test starts like a new process."""

# Where a browser test's server is told to, and where it gives a session
# (tests/browser/application.py).
FORGET, ENTER = "/forget/", "/enter/"


def forget():
    """Remember nothing, count nothing."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from foundation.api.throttles import minute
    from foundation.publishing.snapshots import Snapshot
    from procedures.read_counts import reads
    from procedures.search_counts import counts

    for snapshot in Snapshot.registry.values():
        snapshot.forget()
    cache.clear()
    minute.forget()
    ContentType.objects.clear_cache()  # an emptied database numbers its models anew
    counts.take()
    reads.take()
