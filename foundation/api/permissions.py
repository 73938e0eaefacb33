"""Who may call an endpoint. The default is nobody, so each endpoint has to say."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

# rest_framework.views imports this module while it is being imported: it is named in the settings
if TYPE_CHECKING:
    from rest_framework.views import APIView


class Nobody(BasePermission):
    """The default: an endpoint that declares no permission refuses everyone."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return False, always."""
        return False


class Anyone(BasePermission):
    """Public on purpose. `tests/test_routes.py` lists every route that may use it."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return True, always."""
        return True
