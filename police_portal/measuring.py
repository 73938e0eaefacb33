"""Starts measuring in a process that answers web requests, where METRICS_DIR names a folder."""

from pathlib import Path

from django.conf import settings

from foundation.metrics import meters
from foundation.records import at_exit


def begin() -> None:
    """Measure from now on, and say goodbye at the end; nothing without METRICS_DIR."""
    if settings.METRICS_DIR:
        meters.begin(Path(settings.METRICS_DIR), settings.WEB_THREADS)
        at_exit.call(meters.end)
