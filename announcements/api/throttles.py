"""Rate limits of who says that an announcement is wrong."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.client_addresses import client_address
from foundation.api.throttles import WindowThrottle


class ChallengeThrottle(WindowThrottle):
    """Challenging. Counts citizens."""

    scope = "challenge"

    def caller(self, request: Request) -> str:
        """Return who is counted."""
        user = request.user
        return f"citizen:{user.pk}" if isinstance(user, Citizen) else client_address(request)
