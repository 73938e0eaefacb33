"""When each job ran last, each loop turned last, and which of them did not.

`foundation.work.registry` registers them. First pages, readiness and metrics read `states`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.apps import apps as real_apps
from django.db import Error
from django.utils import timezone

from foundation.records import leases
from foundation.records.lease_ends import CLOCKS_DIFFER
from foundation.records.models import TimerRun
from foundation.records.wording import show_moment

log = structlog.get_logger("foundation.timers")

# A run takes its time, and may begin a little late.
PATIENCE, LEAST_PATIENCE = 0.1, timedelta(minutes=15)


@dataclass(frozen=True)
class Timer:
    """A job that runs `every` so often; `title` says to officers what it does."""

    command: str
    title: str
    every: timedelta

    @property
    def patience(self) -> timedelta:
        """How long ago the last success may be.

        >>> Timer("x", "X", timedelta(days=1)).patience
        datetime.timedelta(days=1, seconds=9540)
        """
        return self.every * (1 + PATIENCE) + LEAST_PATIENCE


@dataclass(frozen=True)
class TimerState:
    """A timer and its last runs; `known_since` is None before `migrate` creates its row."""

    timer: Timer
    known_since: datetime | None = None
    started_at: datetime | None = None
    succeeded_at: datetime | None = None
    failed_at: datetime | None = None
    held_until: datetime | None = None

    def is_held(self, now: datetime) -> bool:
        """Return True while a process has the turn; one that ends too late is void."""
        until = self.held_until
        return until is not None and now < until < now + leases.LEASE + CLOCKS_DIFFER

    def has_ended(self, since: datetime) -> bool:
        """Return True if a run ended after `since`, however."""
        return any(end and end >= since for end in (self.succeeded_at, self.failed_at))

    @property
    def has_failed(self) -> bool:
        """Whether the last finished run failed."""
        if self.failed_at is None:
            return False
        return self.succeeded_at is None or self.failed_at > self.succeeded_at

    def is_late(self, now: datetime) -> bool:
        """Return True if no run succeeded for longer than the timer's patience."""
        since = self.succeeded_at or self.known_since
        return since is not None and now - since > self.timer.patience


_timers: dict[str, Timer] = {}


def register(*added: Timer) -> None:
    """Add timers. Raises ValueError for a command that is taken."""
    for timer in added:
        if timer.command in _timers:
            raise ValueError(timer.command)
        _timers[timer.command] = timer


def timers() -> tuple[Timer, ...]:
    """Return all timers, in the order of registration."""
    return tuple(_timers.values())


def states() -> list[TimerState]:
    """Return the state of every timer, in the order of registration. Costs one query."""
    runs = {run.command: run for run in TimerRun.objects.all()}
    return [_state(timer, runs.get(timer.command)) for timer in timers()]


def _state(timer: Timer, run: TimerRun | None) -> TimerState:
    if run is None:
        return TimerState(timer)
    return TimerState(
        timer, run.known_since, run.started_at, run.succeeded_at, run.failed_at, run.held_until
    )


def warnings() -> list[str]:
    """Return the late and failed timers, for operators."""
    now = timezone.now()
    return [text for state in states() if (text := _warning(state, now))]


def _warning(state: TimerState, now: datetime) -> str:
    command = state.timer.command
    if state.is_late(now):
        last = state.succeeded_at
        when = f"từ {show_moment(last)}" if last else "lần nào"
        return f"Bộ hẹn giờ: {command} chưa chạy xong {when}."
    return f"Bộ hẹn giờ: lần chạy gần nhất của {command} bị lỗi." if state.has_failed else ""


@contextmanager
def noted(command: str) -> Iterator[None]:
    """Record start and end of a run of `command`; any exception is a failure, raised again."""
    note(command, "started_at")
    try:
        yield
    except BaseException:
        note(command, "failed_at")
        raise
    note(command, "succeeded_at")


def note(command: str, end: str) -> None:
    """Write the present into the column `end`. A job never fails because of this."""
    now = timezone.now()
    row = TimerRun(command=command, known_since=now, **{end: now})
    try:
        TimerRun.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["command"], update_fields=[end]
        )
    except Error as error:
        log.warning("timer_not_noted", command=command, error=type(error).__name__)


def know_after_migrations(apps: Any = real_apps, **_kwargs: object) -> None:
    """Let rows exist at the end of `migrate`, so that what nobody runs is noticed.

    `apps` has the migrated models; if `migrate` went back to before the table, nothing happens.
    """
    try:
        model = apps.get_model("records", "TimerRun")
    except LookupError:
        return
    now = timezone.now()
    model.objects.bulk_create(
        [model(command=timer.command, known_since=now) for timer in timers()],
        ignore_conflicts=True,
    )
