"""Rate limits of connectors."""

from django.conf import settings
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from dossiers.connector import keys
from dossiers.models import ConnectorKey

MINUTE = 60


class ConnectorThrottle(BaseThrottle):
    """Counts in the key's row: once over all processes, with a shared cache or without.

    Without a key the permission has refused already.
    """

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the call and return True if it is within the limit of connectors."""
        if not isinstance(request.user, ConnectorKey):
            return True
        most: int = settings.THROTTLES["connector"]
        return keys.count_call(request.user, timezone.now()) <= most

    def wait(self) -> float:
        """Return the seconds until the minute ends; DRF calls this after a refusal."""
        return MINUTE - timezone.now().timestamp() % MINUTE
