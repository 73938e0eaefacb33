"""Authentication of citizens by `Authorization: Bearer <token of POST session/>`."""

import re
from typing import ClassVar

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.api import visits
from citizens.login import sessions
from citizens.login.sessions import Session
from citizens.models import Citizen
from foundation.api.problem_codes import Codes
from foundation.api.problems import Problem

SCHEME = "Bearer"
_HEADER = re.compile(r"Bearer +([!-~]+) *", re.IGNORECASE)


class CitizenAuthentication(BaseAuthentication):
    """Makes `request.user` the citizen and `request.auth` their session.

    Without the header, or with another scheme, the request is anonymous and the permission decides.
    A token that is not valid, or whose session has ended, is refused with 401 by every endpoint.
    A view that says `leaves_no_trace` is for what must not lead to its writer: nothing is written
    of the citizen then, and a visit that begins there is counted by the next request. Where its
    `ignores_session` says so of a request, the citizen is not even looked up.
    """

    problem_codes: ClassVar[Codes] = ("session_ended",)

    def authenticate(self, request: Request) -> tuple[Citizen, Session] | None:
        """Return the citizen and their session. Raises Problem `session_ended`."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header.partition(" ")[0].lower() != SCHEME.lower():
            return None
        view = request.parser_context.get("view")
        ignores_session = getattr(view, "ignores_session", None)
        if ignores_session and ignores_session(request):
            return None
        found = _HEADER.fullmatch(header)
        session = sessions.read(found[1]) if found else None
        citizen = sessions.find_citizen(session) if session else None
        if session is None or citizen is None:
            raise Problem("session_ended")
        if not getattr(view, "leaves_no_trace", False):
            visits.count_first_request_of_day(citizen)
        return citizen, session

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401; without it DRF would answer 403."""
        return SCHEME


class IsCitizen(BasePermission):
    """Allows citizens with a session."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return True if the request is a citizen's."""
        return isinstance(request.user, Citizen)
