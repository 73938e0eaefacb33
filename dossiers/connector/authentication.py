"""`Authorization: Bearer <id>.<secret>`: which machine is asking."""

import re

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from dossiers.connector import keys
from dossiers.models import ConnectorKey
from foundation.api.problems import Problem

_HEADER = re.compile(r"Bearer +([!-~]{1,200}) *", re.IGNORECASE)


class ConnectorAuthentication(BaseAuthentication):
    """Makes `request.user` the key. Sessions of citizens and officers do not count here."""

    problem_codes = ("connector_refused",)

    def authenticate(self, request: Request) -> tuple[ConnectorKey, str] | None:
        """Return the key and its public id, or None without the header.

        Raises Problem `connector_refused`.
        """
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header:
            return None
        found = _HEADER.fullmatch(header)
        key = keys.find_valid(found[1]) if found else None
        if key is None:
            raise Problem("connector_refused")
        return key, key.public_id

    def authenticate_header(self, _request: Request) -> str:
        """Name the scheme, so that a missing key is answered with 401."""
        return "Bearer"


class IsConnector(BasePermission):
    """Only machines, with the scope that the view's `scopes` name for the method."""

    problem_codes = ("connector_scope_missing",)

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return True if a key is asking. Raises Problem `connector_scope_missing`."""
        if not isinstance(request.user, ConnectorKey):
            return False
        needed = view.scopes.get(request.method)
        if needed and needed not in request.user.scopes:
            raise Problem("connector_scope_missing")
        return True
