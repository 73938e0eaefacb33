"""How the time of screening a text grows with the length of the text."""

import time
from collections.abc import Iterator

from benchmarks.report import Row, at_most
from foundation.records import screening

# Each unit, repeated, once made a pattern go back over the whole text at every letter.
UNITS = ("a", "a.", "a@", "a@a.", "A-", "A1.", "0 ", "a@b.c ", "ông ", "12345678      ")
SHORT, TIMES_LONGER = 10_000, 10
ROUNDS = 5


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the growth for the worst of the units; 10 is linear, 100 quadratic."""
    short = SHORT // 10 if small else SHORT
    growth = {unit: _seconds(unit, short * TIMES_LONGER) / _seconds(unit, short) for unit in UNITS}
    worst = max(growth, key=lambda unit: growth[unit])
    yield at_most(f"time to screen ten times the text, worst of {len(UNITS)}", growth[worst], 20)


def _seconds(unit: str, length: int) -> float:
    """Return the shortest processor time of some rounds over `length` letters."""
    text = (unit * (length // len(unit) + 1))[:length]
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        screening.mask(text)
        rounds.append(time.process_time() - started)
    return min(rounds)
