"""`Authorization: Bearer <id>.<secret>`: which machine is asking."""

import re

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from dossiers import connectors
from dossiers.models import ConnectorKey
from foundation.api.problems import Problem

_HEADER = re.compile(r"Bearer +([!-~]{1,200}) *", re.IGNORECASE)


class ConnectorAuthentication(BaseAuthentication):
    """Makes `request.user` the key. Citizens' and officers' sessions are nothing here."""

    def authenticate(self, request: Request) -> tuple[ConnectorKey, str] | None:
        """Return the key and its public id; None without the header.

        Raises Problem `connector_refused`.
        """
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header:
            return None
        found = _HEADER.fullmatch(header)
        key = connectors.read(found[1]) if found else None
        if key is None:
            raise Problem("connector_refused")
        return key, key.public_id

    def authenticate_header(self, _request: Request) -> str:
        """Name the scheme, so that a missing key is a 401."""
        return "Bearer"


class IsConnector(BasePermission):
    """Machines only."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether a key is asking."""
        return isinstance(request.user, ConnectorKey)
