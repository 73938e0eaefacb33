"""The state of a circuit breaker, shared by all processes of a cache.

The rules are those of `foundation.zalo.shared_breaker`, which also has its own state.
"""

import contextlib
from enum import IntEnum

from foundation.scale.cache import engine, scripts

# A trial that never ended, because its process was killed, is replaced after this time.
TRIAL_SECONDS = 60
# Failures with a longer time in between do not count as consecutive.
MEMORY_SECONDS = 3600


class Verdict(IntEnum):
    """The decision of a circuit about a call."""

    GO = 0
    TRY = 1
    REFUSED = 2


def admit(name: str) -> tuple[Verdict, float]:
    """Return whether a call may go, and otherwise the seconds left. Raises Away."""
    verdict, left = engine.ask(scripts.ADMIT, "circuit", name, TRIAL_SECONDS * 1000)
    return Verdict(verdict), left / 1000


def learn(
    name: str, *, answered: bool | None, trial: bool, failures: int, cool_down: float
) -> None:
    """Record how a call ended. Without the cache nothing is recorded."""
    ending = {True: "answered", False: "failed", None: "unknown"}[answered]
    if ending == "unknown" and not trial:
        return
    told = (ending, int(trial), failures, round(cool_down * 1000), MEMORY_SECONDS * 1000)
    with contextlib.suppress(engine.Away):  # the trial ends by itself
        engine.ask(scripts.LEARN, "circuit", name, *told)
