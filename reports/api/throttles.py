"""Rate limits of senders."""

from rest_framework.request import Request

from citizens.models import Citizen
from foundation.api.client_addresses import client_address
from foundation.api.throttles import WindowThrottle
from reports.by_code import Bearer


class ReporterThrottle(WindowThrottle):
    """Reading one's reports. Counts citizens, bearers of a pass by report, others by address."""

    scope = "reporter"

    def caller(self, request: Request) -> str:
        """Return who is counted."""
        if isinstance(request.user, Citizen):
            return f"citizen:{request.user.pk}"
        if isinstance(request.user, Bearer):
            return f"report:{request.user.number}"
        return client_address(request)


class ReportWriteThrottle(ReporterThrottle):
    """Sending a report or adding to one: each is encrypted, routed and counted."""

    scope = "report_write"


class ReportCheckThrottle(ReporterThrottle):
    """Checking a draft: its words are searched for emergencies, its place for a commune."""

    scope = "report_check"
