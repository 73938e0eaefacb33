"""Rate limits of reading machines."""

from rest_framework.request import Request

from dossiers.models import ConnectorKey
from foundation.api.throttles import WindowThrottle


class ReadThrottle(WindowThrottle):
    """Counts reads by the key, apart from deliveries: who asks often can still send."""

    scope = "connector_read"

    def caller(self, request: Request) -> str | None:
        """Return the key's public id; without a key the permission has refused already."""
        return request.user.public_id if isinstance(request.user, ConnectorKey) else None
