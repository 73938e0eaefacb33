"""What a process holds in memory, emptied: each test starts like a new process."""

# Where a browser test's server is told to, and where it gives a session
# (tests/browser/application.py).
FORGET, ENTER = "/forget/", "/enter/"


def forget():
    """Remember nothing, count nothing."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from foundation.records import process_memory

    process_memory.forget_everything()
    cache.clear()
    ContentType.objects.clear_cache()  # an emptied database numbers its models anew
