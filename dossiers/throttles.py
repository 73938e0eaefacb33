"""Rate limits of dossiers."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.throttles import WindowThrottle, client_address


class LookupThrottle(WindowThrottle):
    """A cheap bound before the exact one of `lookup`.

    By citizen or, without a session, by address.
    """

    scope = "lookup"

    def caller(self, request: Request) -> str:
        """Return who is counted."""
        return (
            f"citizen:{request.user.pk}"
            if isinstance(request.user, Citizen)
            else client_address(request)
        )
