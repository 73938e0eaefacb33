"""At most so many per second, over all processes that share a cache."""

import time

from foundation.scale.cache import engine, scripts


class Pace:
    """Turns that are at least 1 ÷ `per_second` apart. One thread uses it."""

    def __init__(self, kind: str, per_second: float) -> None:
        self._kind = kind
        self._gap = 1 / per_second
        self._next = 0.0

    def turn(self) -> float:
        """Take the next turn; return the seconds until it."""
        try:
            microseconds = engine.ask(scripts.TURN, self._kind, "", round(self._gap * 1e6))
        except engine.Away:
            return self._own_turn()
        return float(microseconds) / 1e6

    def _own_turn(self) -> float:
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + self._gap
        return turn - now
