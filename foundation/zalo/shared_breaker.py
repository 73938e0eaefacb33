"""Circuit breakers whose state all processes of a cache share."""

import math
from typing import Any

from foundation.counting import circuits
from foundation.counting.circuits import Verdict
from foundation.scale.cache.engine import Away
from zalo_client.errors import Reason, TryLater
from zalo_client.limits import Breaker


class SharedBreaker(Breaker):
    """Those of the same `name` are one.

    Each also keeps its own state, and uses it while the cache is unavailable.
    """

    def __init__(self, name: str, **bounds: Any) -> None:
        super().__init__(**bounds)
        self._name = name

    def admit(self) -> bool:
        try:
            verdict, left = circuits.admit(self._name)
        except Away:
            return super().admit()
        if verdict is Verdict.REFUSED:
            raise TryLater(Reason.BREAKER, retry_after=max(1, math.ceil(left)))
        return verdict is Verdict.TRY

    def learn(self, *, answered: bool | None, trial: bool) -> None:
        super().learn(answered=answered, trial=trial)
        circuits.learn(
            self._name,
            answered=answered,
            trial=trial,
            failures=self.threshold,
            cool_down=self.cool_down,
        )


def of_account(host: str) -> SharedBreaker:
    """Return the breaker of one of the Official Account's hosts."""
    return SharedBreaker(f"oa-{host}")
