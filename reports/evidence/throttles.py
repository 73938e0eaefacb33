"""Rate limits of uploads."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.client_addresses import client_address
from foundation.api.throttles import WindowThrottle
from reports.evidence.holders import Holder


class EvidenceThrottle(WindowThrottle):
    """Files and parts of files. Counts holders; others, who are refused, by address."""

    scope = "evidence"

    def caller(self, request: Request) -> str:
        """Return who is counted."""
        return request.user.mark if isinstance(request.user, Holder) else client_address(request)


class EvidenceTicketThrottle(WindowThrottle):
    """Tickets: whoever has no session gets a new holder with each."""

    scope = "evidence_ticket"

    def caller(self, request: Request) -> str:
        """Return who is counted."""
        signed_in = isinstance(request.user, Citizen)
        return f"citizen:{request.user.pk}" if signed_in else client_address(request)
