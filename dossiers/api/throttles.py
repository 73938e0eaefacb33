"""Rate limits of connectors."""

from rest_framework.request import Request

from dossiers.models import ConnectorKey
from foundation.api.throttles import WindowThrottle


class ConnectorThrottle(WindowThrottle):
    """Counts by the connector's key."""

    scope = "connector"

    def caller(self, request: Request) -> str | None:
        """Return the key's public id; without a key the permission has refused already."""
        return request.user.public_id if isinstance(request.user, ConnectorKey) else None
