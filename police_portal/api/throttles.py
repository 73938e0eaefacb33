"""Rate limits: a counter for each caller and window, cheap enough for thousands of requests a second."""

import time

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


class AddressThrottle(BaseThrottle):
    """At most `settings.THROTTLES[scope]` requests a minute from one address, counted in each process.

    Mobile carriers put thousands of phones behind one address, so the rates are far above one person's use.
    """

    scope: str

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request and tell whether it is within the limit."""
        window = int(time.time()) // WINDOW_SECONDS
        key = f"throttle:{self.scope}:{window}:{client_address(request)}"
        try:
            count = cache.incr(key)
        except ValueError:
            cache.set(key, 1, WINDOW_SECONDS)
            count = 1
        return bool(count <= settings.THROTTLES[self.scope])

    def wait(self) -> float:
        """Return the seconds until the window ends."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


class CatalogueThrottle(AddressThrottle):
    """For catalogue answers that have to be worked out; those in memory are not counted."""

    scope = "catalogue"
