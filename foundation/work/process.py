"""The process behind `manage.py work`: its loops, its jobs, and who watches them.

The main thread only watches. While everything goes on it tells systemd so; what hangs ends the
process, and systemd starts another.
"""

import math
import os
import signal
import threading
import time
from collections.abc import Mapping

import structlog
from django.db import connections

from foundation.records import timers, watchdog
from foundation.work.pulse import Pulse
from foundation.work.registry import Job, JobFailed, Loop
from foundation.work.schedule import Schedule

log = structlog.get_logger("foundation.work")
WATCH_SECONDS = 1.0
AWAY_SECONDS = 10.0  # the process was stopped, or its machine: nobody is judged by that time
NOTE_SECONDS = 60.0
AGAIN_SECONDS = 15.0


class Keeper:
    """Keeps one loop going in a thread: one that fails or returns is told, noted and run again."""

    def __init__(self, name: str, work: Loop) -> None:
        self.pulse = Pulse(name)
        self._work, self._failed = work, -math.inf
        self.thread = threading.Thread(target=self._keep, name=name, daemon=True)

    @property
    def goes_on(self) -> bool:
        """Whether it turns, and has not failed lately."""
        return not self.pulse.is_silent and time.monotonic() - self._failed > NOTE_SECONDS

    def _keep(self) -> None:
        self.pulse.take()
        while not self.pulse.is_set():
            why = self._run()
            connections.close_all()
            if not self.pulse.is_set():
                self._failed = time.monotonic()
                log.error("loop_ended", loop=self.pulse.name, why=why)
                timers.note(self.pulse.name, "failed_at")
                self.pulse.wait(AGAIN_SECONDS)
        connections.close_all()

    def _run(self) -> str:
        try:
            self._work(self.pulse, once=False)
        except Exception as error:  # noqa: BLE001  # the other loops go on
            # The text of any other error may hold personal values.
            return str(error) if isinstance(error, JobFailed) else type(error).__name__
        return "returned"


class Process:
    """Loops and jobs of one process. Call `run` in the main thread."""

    def __init__(self, loops: Mapping[str, Loop], jobs: Mapping[str, Job]) -> None:
        self._loops = [Keeper(name, work) for name, work in loops.items()]
        self._schedule = Schedule(jobs.values(), self._note)
        self._keepers = [*self._loops, Keeper("schedule", self._schedule)]
        self._stop = threading.Event()
        self._noted = self._looked = time.monotonic()

    def run(self, *, with_parent: bool) -> None:
        """Work until SIGTERM or SIGINT, or the end of the parent; end what runs, and return."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        parent = os.getppid() if with_parent else None
        for keeper in self._keepers:
            keeper.thread.start()
        watchdog.tell(watchdog.READY)
        while not self._stop.wait(WATCH_SECONDS) and parent in (None, os.getppid()):
            self.watch()
        for keeper in self._keepers:
            keeper.pulse.set()
        for keeper in self._keepers:
            keeper.thread.join()

    def watch(self) -> None:
        """Feed systemd's watchdog; exit if a loop hangs."""
        pulses = [*(keeper.pulse for keeper in self._keepers), *self._schedule.pulses()]
        now, since = time.monotonic(), self._looked
        self._looked = now
        if now - since > AWAY_SECONDS:
            for pulse in pulses:
                pulse.beat()
        if silent := [pulse.name for pulse in pulses if pulse.is_silent]:
            log.error("work_hangs", names=silent)
            os._exit(os.EX_SOFTWARE)
        watchdog.tell(watchdog.ALIVE)

    def _note(self) -> None:
        """Note now and then which loops go on."""
        if time.monotonic() - self._noted > NOTE_SECONDS:
            self._noted = time.monotonic()
            for keeper in self._loops:
                if keeper.goes_on:
                    timers.note(keeper.pulse.name, "succeeded_at")
