"""Rate limits of looking dossiers up, and of connectors."""

from rest_framework.request import Request

from citizens.models import Citizen
from dossiers.models import ConnectorKey
from foundation.api.client_addresses import client_address
from foundation.api.throttles import WindowThrottle


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


class ConnectorThrottle(WindowThrottle):
    """Counts by the connector's key."""

    scope = "connector"

    def caller(self, request: Request) -> str | None:
        """Return the key's public id; without a key the permission has refused already."""
        return request.user.public_id if isinstance(request.user, ConnectorKey) else None
