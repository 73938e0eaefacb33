"""The two addresses that Zalo posts to.

They need no session and return no data: the answer is 200, or a refusal that gives no reason.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.api.throttles import WebhookThrottle
from citizens.webhooks import actions, verification
from citizens.webhooks.verification import Received
from foundation.api.problems import Problem
from foundation.counting.windows import count
from foundation.zalo import configuration
from zalo_client.configuration import Configuration

log = structlog.get_logger("police_portal.webhooks")

SIGNATURE = "HTTP_X_ZEVENT_SIGNATURE"
RETRY_SECONDS = 3600  # operators need about an hour to configure the secret
# Erasing takes longer than finding nobody to erase. Both are answered after the same time, so that
# the answer does not tell who is known here.
REVOCATION_SECONDS = 0.25


class SignedByZalo(BasePermission):
    """Allows those who know the secret that Zalo signs with. All refusals look the same."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return True if the raw body is an event of Zalo's for us; keep it in `view.received`."""
        try:
            view.received = view.read(request._request)
        except verification.Refused as refusal:
            _log_refusal(type(view).__name__, str(refusal))
            return False
        return True


def _log_refusal(view: str, reason: str) -> None:
    """Log a refusal for the operator, whose key may be wrong, once a minute for each reason.

    So strangers cannot fill the log.
    """
    if count("webhook-refused", f"{view}:{reason}").times == 1:
        log.warning("webhook_refused", view=view, reason=reason)


class WebhookView(APIView):
    """Base of both addresses: throttle, size, signature; then store, act, answer."""

    authentication_classes = []
    permission_classes = [SignedByZalo]
    throttle_classes = [WebhookThrottle]
    http_method_names = ["post"]
    schema = None  # for Zalo only, so not in docs/openapi.yaml
    received: Received
    reads: Callable[..., Received]

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return the secret that events are verified with, empty if it is not configured."""
        raise NotImplementedError

    def read(self, request: HttpRequest) -> Received:
        """Return the verified event.

        Raises Refused, and Problem if nothing can be verified or the body is too large.
        """
        zalo = configuration.current()
        if not zalo.app_id or not self.secret(zalo):
            raise Problem("zalo_unavailable", retry_after=RETRY_SECONDS)
        raw = request.body
        if len(raw) > verification.MAX_BYTES:
            raise Problem("body_too_large")
        try:
            return type(self).reads(raw, request.META.get(SIGNATURE), zalo, timezone.now())
        except verification.NoSecret:
            raise Problem("zalo_unavailable", retry_after=RETRY_SECONDS) from None

    def initial(self, request: Request, *_arguments: Any, **_named: Any) -> None:
        """Throttle before anything is hashed.

        Zalo's `Accept` header is ignored: the answer is the same for every media type.
        """
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        self.check_throttles(request)
        self.check_permissions(request)

    def post(self, _request: Request) -> HttpResponse:
        """Store and process an event; a repeated one changes nothing."""
        started = time.monotonic()
        actions.process(actions.store(self.received).pk, hurry=True)
        if self.received.kind in verification.REVOCATIONS:
            time.sleep(max(0.0, REVOCATION_SECONDS - (time.monotonic() - started)))
        return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class MiniAppView(WebhookView):
    """Events of the Mini App: consent withdrawn, version reviewed."""

    reads = staticmethod(verification.read_miniapp)

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return the Open API key."""
        return zalo.openapi_key


class OfficialAccountView(WebhookView):
    """Events of all Official Accounts: follow and unfollow, messages, what came and was seen.

    Zalo knows one address for the whole app; the event says which account it is about.
    """

    reads = staticmethod(verification.read_oa)

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return what shows that accounts are in use: each may have a secret of its own."""
        return zalo.oa_secret or zalo.app_secret
