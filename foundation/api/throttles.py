"""Rate limits.

A counter for each caller and window, cheap enough for thousands of requests a second.

Counted in each process. Mobile carriers put thousands of phones behind one address: the rates by
address are far above one person's use, and what a signed-in citizen does is counted by citizen,
never by address.
"""

import hashlib
import time
from collections.abc import Mapping

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

WINDOW_SECONDS = 60
# More callers than this in a minute are too many to remember: their counts begin anew.
MOST_CALLERS = 100_000


def client_address(request: Request) -> str:
    """Return the address of the client.

    The entry that our outermost known proxy wrote, never one a client may forge.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    proxies = settings.NUM_PROXIES or 0
    if not proxies or not forwarded:
        return str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in forwarded.split(",")]
    return str(hops[-min(proxies, len(hops))])


class WindowThrottle(BaseThrottle):
    """At most `settings.THROTTLES[scope]` requests a minute of one caller."""

    scope: str

    def caller(self, request: Request) -> str | None:
        """Return who is counted; None is not counted at all."""
        raise NotImplementedError

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request and tell whether it is within the limit."""
        caller = self.caller(request)
        return caller is None or self.count(caller) <= settings.THROTTLES[self.scope]

    def count(self, caller: str) -> int:
        """Count the request and return how many there were of the caller in this minute."""
        key = f"throttle:{self.scope}:{int(time.time()) // WINDOW_SECONDS}:{caller}"
        try:
            count = cache.incr(key)
        except ValueError:
            cache.set(key, 1, WINDOW_SECONDS)
            count = 1
        return int(count)

    def wait(self) -> float:
        """Return the seconds until the window ends."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


class Minute:
    """How often each caller asked in the minute that runs, in this process.

    Threads may lose one of two counts at the same instant.
    """

    def __init__(self) -> None:
        self._number = 0
        self._counts: dict[str, int] = {}

    def count(self, caller: str) -> int:
        """Count one request and return how many there were."""
        number = int(time.time()) // WINDOW_SECONDS
        if number != self._number or len(self._counts) >= MOST_CALLERS:
            self._number, self._counts = number, {}
        counts = self._counts
        counts[caller] = count = counts.get(caller, 0) + 1
        return count

    def forget(self) -> None:
        """Begin anew."""
        self._counts = {}


minute = Minute()


class AddressThrottle(WindowThrottle):
    """By the address of the client."""

    def caller(self, request: Request) -> str:
        """Return the address."""
        return client_address(request)


class CatalogueThrottle(AddressThrottle):
    """For catalogue answers that have to be worked out; those in memory are not counted.

    It protects the time of this process, so it counts in this process, whatever the cache is: a
    cache takes longer to count than a small answer to be made.
    """

    scope = "catalogue"

    def count(self, caller: str) -> int:
        """Count in this process."""
        return minute.count(caller)


class LoginThrottle(AddressThrottle):
    """For logins, before anybody is known."""

    scope = "login"


class CitizenThrottle(WindowThrottle):
    """By the citizen whose session it is."""

    scope = "citizen"

    def caller(self, request: Request) -> str | None:
        """Return the citizen's number; without a session the permission has refused already."""
        number = getattr(request.user, "pk", None)
        return None if number is None else str(number)


class PhoneThrottle(CitizenThrottle):
    """For phone verifications, each of which asks Zalo twice."""

    scope = "phone"


class ExportThrottle(CitizenThrottle):
    """For exports, each of which reads everything that is held about a citizen."""

    scope = "export"


class TokenThrottle(WindowThrottle):
    """By the Zalo access token in the body, whoever sends it.

    A token that is replayed is soon worth nothing.
    """

    scope = "token"

    def caller(self, request: Request) -> str | None:
        """Return a hash of the token; what is no token is refused by its own check."""
        body = request.data
        token = body.get("access_token") if isinstance(body, Mapping) else None
        return hashlib.sha256(token.encode()).hexdigest() if isinstance(token, str) else None
