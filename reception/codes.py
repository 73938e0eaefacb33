"""The code on a call screen: it shows that somebody is there. A poster's would be sent by chat."""

import hmac
import time

from foundation.records.encryption import keyed_hash

SECONDS, LENGTH = 120, 12


def code_of(queue_id: int, at: float | None = None) -> str:
    """Return the code of these two minutes."""
    period = int((time.time() if at is None else at) // SECONDS)
    return keyed_hash("queue-code", f"{queue_id}:{period}")[:LENGTH]


def is_current(queue_id: int, code: str) -> bool:
    """Return True for the code of these two minutes or of those before."""
    now = time.time()
    right = [code_of(queue_id, now), code_of(queue_id, now - SECONDS)]
    return any(hmac.compare_digest(one.encode(), code.encode()) for one in right)
