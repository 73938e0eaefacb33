"""Start measuring in a process that answers web requests, if METRICS_DIR is set."""

from pathlib import Path

from django.conf import settings

from foundation.metrics import meters
from foundation.records import at_exit


def begin() -> None:
    """Measure from now on, and sign off at the end; nothing without METRICS_DIR."""
    if settings.METRICS_DIR:
        meters.begin(Path(settings.METRICS_DIR), settings.WEB_THREADS)
        at_exit.call(meters.end)
