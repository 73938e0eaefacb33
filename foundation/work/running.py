"""Runs one job: in this thread, in another one, or in a process that can be killed."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connections

from foundation.records import leases, timers
from foundation.work.pulse import Pulse
from foundation.work.registry import Job

log = structlog.get_logger("foundation.work")
BEAT_SECONDS = 1.0
SILENT_SECONDS = 60.0  # the turn of a process that was stopped is over by then


def run(job: Job, since: datetime | None = None) -> object:
    """Run a job in this thread, if the turn is ours; return what it says, else None.

    With `since`, only if no run has succeeded from then on. What it raises is noted, and goes on.
    """
    with leases.turn(job.name, unless_done_since=since) as is_ours:
        if not is_ours:
            log.info("timer_left_to_another", command=job.name, holder=leases.holder(job.name))
            return None
        with timers.noted(job.name):
            said = job.work()
    log.info("job_done", job=job.name, said=said)
    return said or ""


class InThread:
    """A job that runs in a thread of this process."""

    def __init__(self, job: Job, since: datetime) -> None:
        self.pulse = Pulse(job.name, job.limit / timedelta(seconds=1))
        self._thread = threading.Thread(target=self._run, args=(job, since), name=job.name)
        self._thread.start()

    def _run(self, job: Job, since: datetime) -> None:
        self.pulse.take()
        try:
            run(job, since)
        except Exception as error:  # noqa: BLE001  # it is noted; the others go on
            log.error("job_failed", job=job.name, error=type(error).__name__)  # noqa: TRY400  # a traceback may hold personal values
        finally:
            connections.close_all()

    def has_ended(self) -> bool:
        """Return True once it is over."""
        return not self._thread.is_alive()

    def end(self) -> None:
        """Wait for its end: it may hold what would be lost."""
        self._thread.join()


class InProcess:
    """A job that runs in a process of its own, and beats through a pipe while it lives."""

    def __init__(self, job: Job, _since: datetime) -> None:
        self._job, self._begun = job, time.monotonic()
        self._heard = self._begun
        self._ear, mouth = os.pipe()
        os.set_blocking(self._ear, False)
        self._process = subprocess.Popen(_line(job, mouth), pass_fds=[mouth])  # noqa: S603  # our own words
        os.close(mouth)

    def has_ended(self) -> bool:
        """Return True once it is over; one that hangs or takes too long is killed.

        A hanging one starts again as soon as its turn is over. Others that were killed have failed.
        """
        now = time.monotonic()
        if self._hears():
            self._heard = now
        if self._process.poll() is None:
            too_long = now - self._begun > self._job.limit / timedelta(seconds=1)
            if not too_long and now - self._heard < SILENT_SECONDS:
                return False
            log.error("job_killed", job=self._job.name, too_long=too_long)
            self._process.kill()
            self._process.wait()
            if too_long:
                timers.note(self._job.name, "failed_at")
        elif self._process.returncode < 0:
            log.error("job_killed", job=self._job.name, signal=-self._process.returncode)
            timers.note(self._job.name, "failed_at")
        os.close(self._ear)
        return True

    def _hears(self) -> bool:
        try:
            return bool(os.read(self._ear, 1 << 16))
        except BlockingIOError:
            return False

    def end(self) -> None:
        """Break it off, as each job bears; the next process runs it again."""
        self._process.kill()
        self._process.wait()


def _line(job: Job, mouth: int) -> list[str]:
    """Return the command of the same version: a link of the installation may lead elsewhere."""
    line = [sys.executable, str(Path(settings.BASE_DIR, "manage.py")), "work", "--only", job.name]
    return [*line, "--once", "--if-due", "--beat", str(mouth)]


def beat(mouth: int) -> None:
    """Beat into the pipe from another thread; end the process with the one that listens."""

    def go_on() -> None:
        try:
            while True:
                os.write(mouth, b".")
                time.sleep(BEAT_SECONDS)
        except OSError:
            os._exit(1)

    threading.Thread(target=go_on, name="beat", daemon=True).start()


Run = InThread | InProcess


def start(job: Job, since: datetime) -> Run:
    """Start a job beside this thread."""
    place: Callable[[Job, datetime], Run] = InProcess if job.nice else InThread
    return place(job, since)
