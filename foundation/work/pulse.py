"""Whether each loop and job goes on: one that answers does not speak for one that hangs."""

import threading
import time

TURN_SECONDS = 5.0  # of sleep between two beats
SILENT_SECONDS = 40.0  # statements of a loop end after 30 s
_here = threading.local()


class Pulse(threading.Event):
    """Is set when a loop has to stop, and remembers when the loop last asked.

    It counts only what the thread asks that called `take`.
    """

    def __init__(self, name: str, silent_seconds: float = SILENT_SECONDS) -> None:
        super().__init__()
        self.name, self._silent = name, silent_seconds
        self._thread = 0
        self.beat()

    def take(self) -> None:
        """Let the present thread be the one that works, from now on."""
        self._thread, _here.pulse = threading.get_ident(), self
        self.beat()

    def beat(self) -> None:
        """Note that the work goes on."""
        self._heard = time.monotonic()

    @property
    def is_silent(self) -> bool:
        """Whether the loop has asked nothing for too long."""
        return time.monotonic() - self._heard > self._silent

    def is_set(self) -> bool:
        """Return whether to stop."""
        self._ask()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Sleep for `timeout` seconds, or without end, until it is time to stop."""
        ends = time.monotonic() + timeout if timeout is not None else float("inf")
        while (left := ends - time.monotonic()) > TURN_SECONDS:
            self._ask()
            if super().wait(TURN_SECONDS):
                return True
        self._ask()
        return super().wait(max(0.0, left))

    def _ask(self) -> None:
        if self._thread == threading.get_ident():
            self.beat()


def go_on() -> None:
    """Report that this thread is still working."""
    pulse: Pulse | None = getattr(_here, "pulse", None)
    if pulse:
        pulse.beat()
