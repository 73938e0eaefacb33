"""Empties what a process remembers, so that each test starts like a new process."""

# Where a browser test's server is told to forget, and where it gives a session
# (tests/browser/application.py).
FORGET, ENTER = "/forget/", "/enter/"


def forget():
    """Forget everything remembered and counted."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from foundation.records import process_memory

    process_memory.forget_everything()
    cache.clear()
    ContentType.objects.clear_cache()  # an emptied database numbers its content types anew
