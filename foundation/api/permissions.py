"""Who may call an endpoint. The default is nobody, so each endpoint must declare it."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

# The settings refer to this module, so rest_framework.views imports it during its own import.
if TYPE_CHECKING:
    from rest_framework.views import APIView


class Nobody(BasePermission):
    """The default: an endpoint that declares no permission refuses everyone."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return False


class Anyone(BasePermission):
    """Public on purpose. `tests/test_routes.py` lists every route that may use it."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return True
