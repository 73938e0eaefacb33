"""A circuit breaker's state, over all processes that share a cache.

The rules are those of `foundation.zalo.limits.Breaker`, which keeps a state of its own besides.
"""

import contextlib
from enum import IntEnum

from foundation.counting import engine, scripts

# A trial that never ended, because its process was killed, makes room for another after this time.
TRIAL_SECONDS = 60
# Failures in a row that lie further apart than this are none.
MEMORY_SECONDS = 3600


class Verdict(IntEnum):
    """What a circuit says to a call."""

    GO = 0
    TRY = 1
    REFUSED = 2


def admit(name: str) -> tuple[Verdict, float]:
    """Return whether a call may go, and the seconds left if not. Raises Away."""
    verdict, left = engine.ask(scripts.ADMIT, "circuit", name, TRIAL_SECONDS * 1000)
    return Verdict(verdict), left / 1000


def learn(
    name: str, *, answered: bool | None, trial: bool, failures: int, cool_down: float
) -> None:
    """Take note of how a call ended. While the cache is away nothing is noted."""
    ending = {True: "answered", False: "failed", None: "unknown"}[answered]
    if ending == "unknown" and not trial:
        return
    told = (ending, int(trial), failures, round(cool_down * 1000), MEMORY_SECONDS * 1000)
    with contextlib.suppress(engine.Away):  # the trial ends by itself
        engine.ask(scripts.LEARN, "circuit", name, *told)
