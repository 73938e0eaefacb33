"""Starts the jobs that are due: a loop like others."""

from collections.abc import Callable, Collection, Iterator

import structlog
from django.db import Error, connection
from django.utils import timezone

from foundation.records import timers
from foundation.records.one_by_one import OneByOne
from foundation.work import running
from foundation.work.pulse import Pulse
from foundation.work.registry import Job

log = structlog.get_logger("foundation.work")
FIRST_SECONDS = 20.0  # what started with this process comes first: instances, an upgrade
LOOK_SECONDS = 2.0
MOST_PROCESSES = 2  # a verification of evidence takes hours, and keeps no other one waiting


class Schedule:
    """The jobs of one process, and those that run; `also` is called at each look."""

    def __init__(self, jobs: Collection[Job], also: Callable[[], object]) -> None:
        self._jobs, self._also = jobs, also
        self._running: dict[str, running.Run] = {}

    def pulses(self) -> list[Pulse]:
        """Return the pulses of the jobs that run in threads."""
        runs = list(self._running.values())
        return [run.pulse for run in runs if isinstance(run, running.InThread)]

    def __call__(self, stop: Pulse, *, once: bool) -> None:
        """Start what is due until `stop` is set, then end all; with `once`, one after the other."""
        if once:
            self._run_each()
            return
        stop.wait(FIRST_SECONDS)
        try:
            while not stop.is_set():
                self._look()
                stop.wait(LOOK_SECONDS)
        finally:
            for run in self._running.values():
                run.end()

    def _run_each(self) -> None:
        each, tried = OneByOne("job_failed"), set[str]()
        while job := next((job for job in self._due() if job.name not in tried), None):
            tried.add(job.name)
            with each.guard(job=job.name):
                running.run(job, job.due_since(timezone.now()))
        each.end()

    def _look(self) -> None:
        try:
            self._also()
            for name in [name for name, run in self._running.items() if run.has_ended()]:
                del self._running[name]
            for job in self._due():
                if job.name not in self._running and not (job.nice and self._is_full()):
                    self._running[job.name] = running.start(job, job.due_since(timezone.now()))
        except Error as error:
            log.warning("jobs_wait_for_the_database", error=type(error).__name__)
            connection.close()  # the next look opens another

    def _due(self) -> Iterator[Job]:
        states = {state.timer.command: state for state in timers.states()}
        for job in self._jobs:
            if job.is_due(states, timezone.now()):
                yield job

    def _is_full(self) -> bool:
        apart = [run for run in self._running.values() if isinstance(run, running.InProcess)]
        return len(apart) >= MOST_PROCESSES
