"""The base of every endpoint for signed-in citizens: authentication, throttle, no caching."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.login.authentication import CitizenAuthentication, IsCitizen
from citizens.login.sessions import Session
from citizens.models import Citizen
from foundation.api.throttles import CitizenThrottle


class CitizenRequest(Request):
    """The type of the requests that a `CitizenView` gets."""

    user: Citizen  # type: ignore[assignment]  # DRF's types know Django's users only
    auth: Session


class CitizenView(APIView):
    """For signed-in citizens: `request.user` is the Citizen, `request.auth` the Session."""

    authentication_classes = [CitizenAuthentication]
    permission_classes = [IsCitizen]
    throttle_classes = [CitizenThrottle]
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    @property
    def default_response_headers(self) -> dict[str, str]:
        """The headers of every answer: personal answers are never cached."""
        return {"Cache-Control": "no-store"}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse undeclared methods with 405 before asking for a session."""
        method = str(request.method).lower()
        if method not in self.http_method_names or not hasattr(self, method):
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
