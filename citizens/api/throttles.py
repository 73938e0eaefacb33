"""Rate limits of logging in, phones and places, exports, webhooks and look-ups."""

import hashlib
from collections.abc import Mapping

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.client_addresses import client_address
from foundation.api.throttles import AddressThrottle, CitizenThrottle, WindowThrottle


class LoginThrottle(AddressThrottle):
    """For logins, before the citizen is known."""

    scope = "login"


class TokenThrottle(WindowThrottle):
    """Counts by the Zalo access token in the body, so that replaying a stolen one soon fails."""

    scope = "token"

    def caller(self, request: Request) -> str | None:
        """Return a hash of the token; the view refuses a body without one."""
        body = request.data
        token = body.get("access_token") if isinstance(body, Mapping) else None
        return hashlib.sha256(token.encode()).hexdigest() if isinstance(token, str) else None


class PhoneThrottle(CitizenThrottle):
    """For phone verifications, each of which asks Zalo twice."""

    scope = "phone"


class LocationThrottle(AddressThrottle):
    """For places, each of which asks Zalo; nobody need be logged in."""

    scope = "location"


class ExportThrottle(CitizenThrottle):
    """For exports, each of which reads everything that is held about a citizen."""

    scope = "export"


class WebhookThrottle(AddressThrottle):
    """For webhooks, signed or not."""

    scope = "webhook"


class LookupThrottle(WindowThrottle):
    """A cheap first bound on look-ups by code; `guessing` counts exactly."""

    scope = "lookup"

    def caller(self, request: Request) -> str:
        """Return the citizen or, without a session, the address."""
        return (
            f"citizen:{request.user.pk}"
            if isinstance(request.user, Citizen)
            else client_address(request)
        )
