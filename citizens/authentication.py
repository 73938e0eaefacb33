"""`Authorization: Bearer <token of POST session/>`: who is asking."""

import re

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens import sessions, visits
from citizens.models import Citizen
from citizens.sessions import Session
from foundation.api.problems import Problem

SCHEME = "Bearer"
_HEADER = re.compile(r"Bearer +([!-~]+) *", re.IGNORECASE)


class CitizenAuthentication(BaseAuthentication):
    """Makes `request.user` the citizen and `request.auth` their session.

    Without the header, or with another scheme, nobody is asking, and the permission decides. What
    is no token of ours, or of an ended session, is refused with 401 wherever it is sent.
    """

    def authenticate(self, request: Request) -> tuple[Citizen, Session] | None:
        """Return who is asking and their session. Raises Problem `session_ended`."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header.partition(" ")[0].lower() != SCHEME.lower():
            return None
        found = _HEADER.fullmatch(header)
        session = sessions.read(found[1]) if found else None
        citizen = sessions.citizen_of(session) if session else None
        if session is None or citizen is None:
            raise Problem("session_ended")
        visits.goes_on(citizen)
        return citizen, session

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401; without one DRF would answer 403."""
        return SCHEME


class IsCitizen(BasePermission):
    """Citizens with a session."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether a citizen is asking."""
        return isinstance(request.user, Citizen)
