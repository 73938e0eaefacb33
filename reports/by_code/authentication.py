"""Authentication of senders without a session, by `Authorization: Report <pass>`."""

import re

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.models import Citizen
from foundation.api.problems import Problem
from reports.by_code.passes import Bearer, read_pass

SCHEME = "Report"
_HEADER = re.compile(r"Report +([!-~]{1,100}) *", re.IGNORECASE)


class PassAuthentication(BaseAuthentication):
    """Makes `request.user` the bearer of the pass. Another scheme is left to others."""

    def authenticate(self, request: Request) -> tuple[Bearer, None] | None:
        """Return the bearer. Raises Problem `report_pass_ended`."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header.partition(" ")[0].lower() != SCHEME.lower():
            return None
        found = _HEADER.fullmatch(header)
        bearer = read_pass(found[1]) if found else None
        if bearer is None:
            raise Problem("report_pass_ended")
        return bearer, None

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401."""
        return SCHEME


class IsReporter(BasePermission):
    """Allows citizens with a session and bearers of a pass; the view finds what is theirs."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return True if there is somebody whose reports can be found."""
        return isinstance(request.user, Citizen | Bearer)
