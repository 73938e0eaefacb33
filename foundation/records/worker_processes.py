"""What the commands of workers have in common: when they stop, and under which name they claim."""

import os
import signal
import threading
import time

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.records import watchdog

PARENT_SECONDS = 1.0
ALIVE_SECONDS = 5.0  # of sleep; units have WatchdogSec=50
# Units of systemd that end so are not started again: only an operator can help (sysexits.h).
EX_CONFIG = 78


def misconfigured(text: str) -> CommandError:
    """Return the error of a resident command that starting again would not help."""
    return CommandError(text, returncode=EX_CONFIG)


def add_with_parent(parser: CommandParser) -> None:
    """Add the option that ends a worker with the process that started it."""
    parser.add_argument(
        "--with-parent",
        action="store_true",
        help="Dừng khi tiến trình đã khởi động nó dừng; để chạy thử.",
    )


class Stop(threading.Event):
    """What a worker asks in each turn whether it has to stop.

    Each time the main thread asks, systemd hears that it works: a turn that hangs is silent.
    """

    def is_set(self) -> bool:
        """Return whether the worker has to stop."""
        self._tell()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Sleep for `timeout` seconds, or without end, until the worker has to stop."""
        ends = time.monotonic() + timeout if timeout is not None else float("inf")
        while (left := ends - time.monotonic()) > ALIVE_SECONDS:
            self._tell()
            if super().wait(ALIVE_SECONDS):
                return True
        self._tell()
        return super().wait(max(0.0, left))

    @staticmethod
    def _tell() -> None:
        if threading.current_thread() is threading.main_thread():
            watchdog.tell(watchdog.ALIVE)


def stop_at_signal(*, with_parent: bool) -> Stop:
    """Return what is set at SIGTERM or SIGINT, and with the parent's end if that is wanted."""
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if with_parent:
        threading.Thread(target=_end_with_parent, args=(os.getppid(), stop), daemon=True).start()
    watchdog.tell(watchdog.READY)
    return stop


def rest(command: BaseCommand, why: str, *, with_parent: bool = False) -> None:
    """Say why there is nothing to do, and wait to be stopped.

    A unit of systemd that ended at once would be started again and again.
    """
    command.stdout.write(f"{why}: chưa có gì để làm, chờ tới khi bị dừng.")
    stop_at_signal(with_parent=with_parent).wait()


def _end_with_parent(parent: int, stop: threading.Event) -> None:
    """Set `stop` when the parent process is gone: then another process becomes the parent."""
    while os.getppid() == parent and not stop.wait(PARENT_SECONDS):
        pass
    stop.set()
