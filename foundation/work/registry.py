"""Loops and jobs, as rooms register them, and when a job is due.

    @loop("Gửi thông báo")
    def send_notices(stop: Pulse, *, once: bool) -> object: ...

    @every(DAY, "Xoá dữ liệu hết thời hạn lưu", at="02:30", limit=2 * HOUR, nice=10)
    def apply_retention() -> str: ...

What a job returns is logged: nothing personal. It may start on every machine, be broken off and
run again.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from foundation.records import timers
from foundation.records.timers import Timer, TimerState
from foundation.work.pulse import Pulse

MINUTE, HOUR, DAY, WEEK = (timedelta(minutes=m) for m in (1, 60, 1440, 10_080))
SPREAD_SECONDS = 900  # provinces that share a machine start their nights apart
# A job that failed is tried again after a sixth of its period, or sooner.
TRIES, SHORTEST_PAUSE = 6, 10 * MINUTE


class JobFailed(CommandError):
    """A job ended without success; its text tells operators why."""


class Loop(Protocol):
    """Works until `stop` is set, or with `once` until nothing is due.

    It asks `stop` in each turn: one that is silent for too long counts as hanging.
    """

    def __call__(self, stop: Pulse, *, once: bool) -> object: ...


@dataclass(frozen=True)
class Job:
    """A function that runs every so often, on one machine at a time.

    `at` is a time of the Vietnamese night, of Sunday's for a weekly job. `after` names a job of the
    same time that ends before. With `nice` it runs in a process of its own, which is killed after
    `limit`; without, a run of more than `limit` ends the whole process.
    """

    name: str
    title: str
    every: timedelta
    work: Callable[[], object]
    limit: timedelta
    at: str = ""
    after: str = ""
    nice: int = 0

    def due_since(self, now: datetime) -> datetime:
        """Return since when a success counts as that of the present period."""
        if not self.at:
            return now - self.every
        hour, minute = map(int, self.at.split(":"))
        local = timezone.localtime(now)
        moment = local.replace(hour=hour, minute=minute, second=0, microsecond=0) + _spread()
        if self.every == WEEK:
            moment -= timedelta(days=local.isoweekday() % 7)
        return moment if moment <= local else moment - self.every

    @property
    def pause(self) -> timedelta:
        """How long after a failure it is tried again."""
        return max(min(self.every, SHORTEST_PAUSE), self.every / TRIES)

    def is_due(self, states: dict[str, TimerState], now: datetime) -> bool:
        """Return True if it shall start now; pure, but for where the night begins."""
        state, since = states[self.name], self.due_since(now)
        if state.is_held(now) or (self.after and not states[self.after].has_ended(since)):
            return False
        if state.failed_at and state.has_failed:
            return now - state.failed_at >= self.pause
        return state.succeeded_at is None or not since < state.succeeded_at <= now


def _spread() -> timedelta:
    name = str(connection.settings_dict["NAME"])
    return timedelta(seconds=zlib.crc32(name.encode()) % SPREAD_SECONDS)


jobs: dict[str, Job] = {}
loops: dict[str, Loop] = {}


def every(  # noqa: PLR0913  # a line of a timetable
    period: timedelta,
    title: str,
    *,
    limit: timedelta,
    at: str = "",
    after: str = "",
    nice: int = 0,
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function as a job; `title` says to officers what it does."""

    def register(work: Callable[[], object]) -> Callable[[], object]:
        name = work.__name__
        timers.register(Timer(name, title, period))
        jobs[name] = Job(name, title, period, work, limit, at, after, nice)
        return work

    return register


def loop(title: str) -> Callable[[Loop], Loop]:
    """Register a function as a loop. That it turns is noted every minute, as a job's success is."""

    def register(work: Loop) -> Loop:
        name: str = work.__name__  # type: ignore[attr-defined]  # a function
        timers.register(Timer(name, title, MINUTE))
        loops[name] = work
        return work

    return register
