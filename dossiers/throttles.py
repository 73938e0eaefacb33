"""Rate limits of dossiers."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.throttles import WindowThrottle, client_address


class LookupThrottle(WindowThrottle):
    """A cheap first bound on look-ups; `lookup` counts exactly."""

    scope = "lookup"

    def caller(self, request: Request) -> str:
        """Return the citizen or, without a session, the address."""
        return (
            f"citizen:{request.user.pk}"
            if isinstance(request.user, Citizen)
            else client_address(request)
        )
