"""Processes of the trial: each in a group of its own, with a log, ended together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GRACE_SECONDS = 6.0  # Ctrl-C ends everything within ten
LOOK_SECONDS = 0.1


class Ended(Exception):
    """The trial cannot go on; the text says why, in Vietnamese."""


class Stopped(Exception):
    """Somebody ends the trial; the argument is the number of the signal."""


@dataclass
class Process:
    """A process that runs, and where it writes."""

    name: str
    popen: subprocess.Popen[str]
    log: Path

    @property
    def code(self) -> int | None:
        """Its exit code, None while it runs."""
        return self.popen.poll()

    def last_words(self) -> str:
        """Return the last line of the log, or the error at its end with what belongs to it."""
        lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        errors = [i for i, line in enumerate(lines) if line.partition(":")[0].endswith("Error")]
        return "\n".join(lines[errors[-1] :] if errors else lines[-1:])

    def signal(self, number: int) -> None:
        """Send a signal to all of the group, whose first process may have ended."""
        try:
            os.killpg(self.popen.pid, number)
        except ProcessLookupError:
            return


class Processes:
    """All processes of the trial. Signals are noted and raised where the trial waits."""

    def __init__(self, folder: Path, logs: Path) -> None:
        self._folder, self._logs = folder, logs
        self._running: list[Process] = []
        self._signals: list[int] = []
        self._told = threading.Event()

    def hear_signals(self) -> None:
        """Note from now on what ends the trial: Ctrl-C, SIGTERM, a closed terminal."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note)

    def note(self, number: int, _frame: object = None) -> None:
        """Remember a signal; the second one ends the grace."""
        self._signals.append(number)
        self._told.set()

    def start(
        self,
        name: str,
        line: Sequence[str],
        variables: Mapping[str, str],
        *,
        on_screen: bool = False,
    ) -> Process:
        """Start a process; what it says goes to its log, or to the screen what is no error."""
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{name}.log"
        with log.open("w") as file:
            popen = subprocess.Popen(  # noqa: S603  # our own commands
                line,
                cwd=self._folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=None if on_screen else file,
                stderr=file,
                text=True,
                process_group=0,
            )
        self._running.append(Process(name, popen, log))
        return self._running[-1]

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Return when `done` says so. Raises Stopped."""
        while not done():
            self.pause(LOOK_SECONDS)

    def pause(self, seconds: float) -> None:
        """Wait a while. Raises Stopped."""
        if self._told.wait(seconds):
            raise Stopped(self._signals[0])

    def finish(self, process: Process) -> None:
        """Wait until a step ends. Raises Ended with its last words if it fails, and Stopped."""
        self.wait_for(lambda: process.code is not None)
        if process.code:
            raise Ended(f"{process.last_words()}\n(toàn bộ: {process.log})")
        self._running.remove(process)

    def refuse_ended(self, residents: Sequence[Process]) -> None:
        """Raise Ended if a process that should stay has ended."""
        for process in residents:
            if process.code is not None:
                words = process.last_words() or f"mã {process.code}"
                raise Ended(f"{process.name} đã dừng: {words}\n(toàn bộ: {process.log})")

    def end_all(self) -> None:
        """End every group: asked first, killed after GRACE_SECONDS or at the next signal."""
        for process in self._running:
            process.signal(signal.SIGTERM)
        deadline, heard = time.monotonic() + GRACE_SECONDS, len(self._signals)
        while time.monotonic() < deadline and len(self._signals) == heard:
            if all(process.code is not None for process in self._running):
                break
            time.sleep(LOOK_SECONDS)
        for process in self._running:  # also what the first of a group left behind
            process.signal(signal.SIGKILL)
            process.popen.wait()
