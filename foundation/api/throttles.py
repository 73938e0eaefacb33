"""Rate limits: a counter for each caller and minute, per process or, with CACHE_URL, for all.

Mobile carriers put thousands of phones behind one address. So the limits by address are far above
the needs of one person, and a signed-in citizen is counted by citizen, never by address.
"""

import math
from collections.abc import Hashable
from http.client import GONE

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from foundation.api.client_addresses import client_address
from foundation.counting.windows import MINUTE, Counted, count

# Where a request keeps the scope, the limit and the count of each throttle that it passed.
COUNTS = "police_portal.counts"


def limits_of(request: HttpRequest, response: HttpResponseBase) -> dict[str, str]:
    """Return the headers that tell a caller what is left (draft-ietf-httpapi-ratelimit-headers).

    An answer that caches keep for everybody has none: it would tell of somebody else. Nor has
    «gone», which nginx keeps in place of what it kept before, whatever `Cache-Control` says.
    """
    counts = request.META.get(COUNTS)
    is_kept = response.get("Cache-Control", "").startswith("public") or response.status_code == GONE
    if not counts or is_kept:
        return {}
    return {
        "RateLimit-Policy": ", ".join(
            f'"{scope}";q={most};w={MINUTE}' for scope, most, _ in counts
        ),
        "RateLimit": ", ".join(
            f'"{scope}";r={max(0, most - counted.times)};t={math.ceil(counted.seconds_left)}'
            for scope, most, counted in counts
        ),
    }


def _count(scope: str, caller: Hashable) -> tuple[Counted, bool]:
    """Count a request; return the count, and whether it is within the limit."""
    counted = count(f"throttle-{scope}", caller)
    return counted, counted.times <= settings.THROTTLES[scope]


def is_within(scope: str, caller: Hashable) -> bool:
    """Count a request of one caller; return False beyond its bound in THROTTLES."""
    return _count(scope, caller)[1]


class WindowThrottle(BaseThrottle):
    """Base of all throttles: at most THROTTLES[scope] requests of one caller a minute."""

    scope: str
    _counted: Counted

    def caller(self, request: Request) -> Hashable | None:
        """Return the caller to count, None to skip."""
        raise NotImplementedError

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request and return True if it is within the limit."""
        caller = self.caller(request)
        if caller is None:
            return True
        self._counted, within = _count(self.scope, caller)
        counts = request.META.setdefault(COUNTS, [])
        counts.append((self.scope, settings.THROTTLES[self.scope], self._counted))
        return within

    def wait(self) -> float:
        """Return the seconds until the minute ends; DRF calls this after a refusal."""
        return self._counted.seconds_left


class AddressThrottle(WindowThrottle):
    """Counts by the address of the client."""

    def caller(self, request: Request) -> str:
        return client_address(request)


class CatalogueThrottle(AddressThrottle):
    """For public answers that have to be computed; remembered ones are not counted."""

    scope = "catalogue"


class CitizenThrottle(WindowThrottle):
    """Counts by the signed-in citizen."""

    scope = "citizen"

    def caller(self, request: Request) -> int | None:
        """Return the citizen's id; without a session the permission has refused already."""
        return getattr(request.user, "pk", None)
