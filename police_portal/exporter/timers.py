"""Metrics of timers."""

from collections.abc import Iterator

from django.utils import timezone

from foundation.metrics.states import Reading, State
from foundation.records import timers


def last_success() -> Iterator[Reading]:
    """Yield when each timer's command last succeeded, in seconds since 1970; 0 for never."""
    for state in timers.states():
        at = state.succeeded_at
        yield (state.timer.command,), at.timestamp() if at else 0.0


def late() -> Iterator[Reading]:
    """Yield 1 for each timer without a success within its patience, or whose last run failed."""
    now = timezone.now()
    for state in timers.states():
        yield (state.timer.command,), float(state.is_late(now) or state.has_failed)


STATES = (
    State("timer_success_time", "Last success of a timer.", last_success, ("timer",)),
    State("timer_late", "1 if a timer did not run, or failed.", late, ("timer",)),
)
