"""Rate limits: a counter for each caller and window, cheap enough for thousands of requests a second.

Counted in each process. Mobile carriers put thousands of phones behind one address: the rates by address are far
above one person's use, and what a signed-in citizen does is counted by citizen, never by address.
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


def client_address(request: Request) -> str:
    """Return the address of the client: the entry that our outermost known proxy wrote, never one a client may forge."""
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
        if caller is None:
            return True
        key = f"throttle:{self.scope}:{int(time.time()) // WINDOW_SECONDS}:{caller}"
        try:
            count = cache.incr(key)
        except ValueError:
            cache.set(key, 1, WINDOW_SECONDS)
            count = 1
        return bool(count <= settings.THROTTLES[self.scope])

    def wait(self) -> float:
        """Return the seconds until the window ends."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


class AddressThrottle(WindowThrottle):
    """By the address of the client."""

    def caller(self, request: Request) -> str:
        """Return the address."""
        return client_address(request)


class CatalogueThrottle(AddressThrottle):
    """For catalogue answers that have to be worked out; those in memory are not counted."""

    scope = "catalogue"


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
    """By the Zalo access token in the body, whoever sends it: a token that is replayed is soon worth nothing."""

    scope = "token"

    def caller(self, request: Request) -> str | None:
        """Return a hash of the token; what is no token is refused by its own check."""
        body = request.data
        token = body.get("access_token") if isinstance(body, Mapping) else None
        return hashlib.sha256(token.encode()).hexdigest() if isinstance(token, str) else None
