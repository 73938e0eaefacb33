"""How far a long import is, at a terminal: percent, rows a second, time left."""

import time
from collections.abc import Callable

WIDTH = 30
STEP = 10


class Bar:
    """One line that is overwritten at a terminal; elsewhere a line for every tenth."""

    def __init__(
        self, write: Callable[[str], object], title: str, total: int, *, terminal: bool
    ) -> None:
        self._write, self._title, self._total, self._terminal = write, title, total, terminal
        self._began = time.monotonic()
        self._shown = 0

    def show(self, done: int) -> None:
        """Show that `done` of all rows are done."""
        share = done / self._total if self._total else 1.0
        if self._terminal:
            filled = int(WIDTH * share)
            self._write(
                f"\r{self._title} [{'█' * filled}{' ' * (WIDTH - filled)}] "
                f"{self._words(done, share)}" + ("\n" if share >= 1 else "")
            )
        elif share >= 1 or int(share * 100) >= self._shown + STEP:
            self._shown = int(share * 100)
            self._write(f"{self._title} {self._words(done, share)}\n")

    def _words(self, done: int, share: float) -> str:
        passed = time.monotonic() - self._began
        rate = done / passed if passed > 0 else 0.0
        rest = (self._total - done) / rate if rate else 0.0
        return (
            f"{share:4.0%}  {done:,}/{self._total:,} dòng  {rate:,.0f} dòng/giây  còn "
            f"{in_words(rest)}"
        ).replace(",", ".")


def in_words(seconds: float) -> str:
    """Return a short time in words.

    >>> in_words(75), in_words(9)
    ('1 phút 15 giây', '9 giây')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
