"""Rate limits of reports."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.client_addresses import client_address
from foundation.api.throttles import WindowThrottle


class ReportCheckThrottle(WindowThrottle):
    """Checks of drafts: by citizen or, without a session, by address."""

    scope = "report_check"

    def caller(self, request: Request) -> str:
        """Return the citizen or, without a session, the address."""
        return (
            f"citizen:{request.user.pk}"
            if isinstance(request.user, Citizen)
            else client_address(request)
        )
