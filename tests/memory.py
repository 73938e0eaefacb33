"""Empties what a process remembers, so that each test starts like a new process."""

# Where a browser test's server is told to forget, and where it gives a session
# (tests/browser/application.py).
FORGET, ENTER = "/forget/", "/enter/"


def forget():
    """Forget everything remembered and counted."""
    from django.conf import settings
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from foundation.records import process_memory

    process_memory.forget_everything()
    (settings.COUNTING_ROOT / "today").unlink(missing_ok=True)
    cache.clear()
    ContentType.objects.clear_cache()  # an emptied database numbers its content types anew
