"""Processes that book and call at once, each with a connection of its own, as workers have."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from benchmarks.settings import use_production

_at_once: Any = None


@dataclass(frozen=True)
class Outcomes:
    """What each of several processes did: seconds and result of each act, and how long in all."""

    seconds: list[float]
    results: list[Any]
    whole: float

    @property
    def rate(self) -> float:
        """Acts a second."""
        return len(self.results) / self.whole

    @property
    def p99(self) -> float:
        """Seconds within which 99 of 100 acts were done."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]


def at_once(database: str, act: Callable[..., Any], tasks: Sequence[Sequence[Any]]) -> Outcomes:
    """Give each process one of the tasks; each does `act` with everything of its task in turn.

    They begin at one moment, when every process is connected.
    """
    fresh, count = multiprocessing.get_context("spawn"), len(tasks)
    held = (database, fresh.Barrier(count))
    with ProcessPoolExecutor(count, fresh, initializer=_open, initargs=held) as processes:
        futures = [processes.submit(_do, act, task) for task in tasks]
        done = [future.result() for future in futures]
    begun, ended = min(one[0] for one in done), max(one[1] for one in done)
    timed = [pair for one in done for pair in one[2]]
    return Outcomes([pair[0] for pair in timed], [pair[1] for pair in timed], ended - begun)


def _open(database: str, barrier: Any) -> None:
    global _at_once  # noqa: PLW0603  # given to each process once
    use_production(database)
    _at_once = barrier


def _do(act: Callable[..., Any], task: Sequence[Any]) -> tuple[float, float, list[Any]]:
    act(None)  # connected, and what it needs is in memory
    _at_once.wait()
    begun = time.time()
    done = list(takewhile(lambda pair: pair[1] is not None, map(_timed(act), task)))
    return begun, time.time(), done


def _timed(act: Callable[..., Any]) -> Callable[[Any], tuple[float, Any]]:
    def timed(one: Any) -> tuple[float, Any]:
        begun = time.perf_counter()
        result = act(one)
        return time.perf_counter() - begun, result

    return timed


# --- what they do ---------------------------------------------------------------------------------


def book(one: tuple[int, int, datetime] | None) -> str | None:
    """Book a window for a citizen; return the label, or the code of the refusal."""
    from citizens.models import Citizen
    from foundation.api.problems import Problem
    from reception.actions import booking
    from reception.models import Queue

    if one is None:
        _warm()
        return None
    try:
        queue = Queue.objects.get(pk=one[1])
        return booking.book(Citizen(pk=one[0]), queue, one[2], booking.Visit()).label
    except Problem as refused:
        return refused.type.code


def call(one: tuple[int, int, str] | None) -> int | None:
    """Call the next number to a desk; return its key."""
    from django.contrib.auth.models import User

    from reception.actions import desk
    from reception.models import Queue

    if one is None:
        _warm()
        return None
    called = desk.call_next(Queue.objects.get(pk=one[0]), User.objects.get(pk=one[1]), one[2])
    return called.pk if called else None


def _warm() -> None:
    from citizens.models import Citizen
    from citizens.notices.placeholders import current_wording
    from offices.snapshot import directory
    from reception.notices import BOOKED

    directory.current()
    current_wording(BOOKED)
    Citizen.objects.first()


def spread(items: Sequence[Any], processes: int) -> Iterator[Sequence[Any]]:
    """Yield a part of `items` for each process."""
    return (items[number::processes] for number in range(processes))
