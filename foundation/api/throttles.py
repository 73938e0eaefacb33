"""Rate limits: a counter for each caller and minute, in each process.

Mobile carriers put thousands of phones behind one address. So the limits by address are far above
what one person needs, and a signed-in citizen is counted by citizen, never by address.

Counted in memory: a shared cache would take longer to count than a small answer takes to make.
"""

import time
from collections import defaultdict
from collections.abc import Hashable

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from foundation.api.client_addresses import client_address
from foundation.records import process_memory

WINDOW_SECONDS = 60
# More callers in one minute would take too much memory: then all counts start again.
MAX_CALLERS = 100_000


class MinuteCounter:
    """How often each caller asked in the current minute, in this process.

    Two threads that count at the same instant may lose one of the two counts.
    """

    def __init__(self) -> None:
        self._minute = 0
        self._counts: dict[Hashable, int] = {}

    def count(self, caller: Hashable) -> int:
        """Count one request and return how many there were in this minute."""
        minute = int(time.time()) // WINDOW_SECONDS
        if minute != self._minute or len(self._counts) >= MAX_CALLERS:
            self._minute, self._counts = minute, {}
        counts = self._counts
        counts[caller] = count = counts.get(caller, 0) + 1
        return count


# By scope: callers of one scope can never push out the counts of another.
_counters: defaultdict[str, MinuteCounter] = defaultdict(MinuteCounter)
process_memory.register(_counters.clear)


def is_within(scope: str, caller: Hashable) -> bool:
    """Count a request of one caller; return False beyond THROTTLE_<SCOPE>_PER_MINUTE."""
    within: bool = _counters[scope].count(caller) <= settings.THROTTLES[scope]
    return within


class WindowThrottle(BaseThrottle):
    """Base of all throttles: at most THROTTLE_<SCOPE>_PER_MINUTE requests of one caller."""

    scope: str

    def caller(self, request: Request) -> Hashable | None:
        """Return who is counted, None if nobody is."""
        raise NotImplementedError

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request and return True if it is within the limit."""
        caller = self.caller(request)
        return caller is None or is_within(self.scope, caller)

    def wait(self) -> float:
        """Return the seconds until the minute ends."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


class AddressThrottle(WindowThrottle):
    """Counts by the address of the client."""

    def caller(self, request: Request) -> str:
        return client_address(request)


class CatalogueThrottle(AddressThrottle):
    """For public answers that have to be worked out; those from memory are not counted."""

    scope = "catalogue"


class CitizenThrottle(WindowThrottle):
    """Counts by the citizen who is signed in."""

    scope = "citizen"

    def caller(self, request: Request) -> int | None:
        """Return the citizen's id; without a session the permission has refused already."""
        return getattr(request.user, "pk", None)
