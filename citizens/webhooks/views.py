"""The two addresses that Zalo posts to.

They take no session and give no data: an answer is 200, or a refusal that says nothing.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.throttles import WebhookThrottle
from citizens.webhooks import actions, reading
from citizens.webhooks.reading import Received
from foundation.api.problems import Problem
from foundation.zalo import configuration
from foundation.zalo.configuration import Configuration

log = structlog.get_logger("police_portal.webhooks")

SIGNATURE = "HTTP_X_ZEVENT_SIGNATURE"
RETRY_SECONDS = 3600  # nobody configures faster
SECONDS_BETWEEN_LINES = 60
# Erasing somebody takes longer than finding that nobody is there: both are answered after the same
# time.
REVOCATION_SECONDS = 0.25


class SignedByZalo(BasePermission):
    """Whoever knows the secret that Zalo signs with.

    Every other cause of refusal looks the same.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        """Tell whether the raw body is an event of Zalo's for us.

        And leave it in `view.received`.
        """
        try:
            view.received = view.read(request._request)
        except reading.Refused as refusal:
            _note(type(view).__name__, str(refusal))
            return False
        return True


def _note(view: str, reason: str) -> None:
    """Tell the operator, whose key may be wrong, at most once a minute for each reason.

    Strangers must not fill the log.
    """
    if cache.add(f"webhook_refused:{view}:{reason}", 1, SECONDS_BETWEEN_LINES):
        log.warning("webhook_refused", view=view, reason=reason)


class WebhookView(APIView):
    """Base of both addresses: throttle, size, signature; then store, act, answer."""

    authentication_classes = []
    permission_classes = [SignedByZalo]
    throttle_classes = [WebhookThrottle]
    http_method_names = ["post"]
    schema = None  # Zalo's, not the Mini App's: no part of the contract in docs/openapi.yaml
    received: Received
    reads: Callable[..., Received]

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return what events are verified with; empty where it is not configured."""
        raise NotImplementedError

    def read(self, request: HttpRequest) -> Received:
        """Return the verified event.

        Raises Refused, and Problem where nothing can be verified or the body is too large.
        """
        zalo = configuration.current()
        if not self.secret(zalo) or not zalo.app_id:
            raise Problem("zalo_unavailable", retry_after=RETRY_SECONDS)
        raw = request.body
        if len(raw) > reading.MAX_BYTES:
            raise Problem("body_too_large")
        return type(self).reads(raw, request.META.get(SIGNATURE), zalo, timezone.now())

    def initial(self, request: Request, *_arguments: Any, **_named: Any) -> None:
        """Count before anything is hashed.

        Zalo's `Accept` is not asked: the answer has no content that could be chosen.
        """
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        self.check_throttles(request)
        self.check_permissions(request)

    def post(self, _request: Request) -> HttpResponse:
        """Take an event; a repeated one changes nothing."""
        started = time.monotonic()
        actions.act_upon(actions.store(self.received).pk, hurry=True)
        if self.received.kind == reading.REVOKED:
            time.sleep(max(0.0, REVOCATION_SECONDS - (time.monotonic() - started)))
        return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class MiniAppView(WebhookView):
    """Events of the Mini App: consent withdrawn, version reviewed."""

    reads = staticmethod(reading.read_miniapp)

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return the Open API key."""
        return zalo.openapi_key


class OfficialAccountView(WebhookView):
    """Events of the Official Account: follow and unfollow, messages, what was received and seen."""

    reads = staticmethod(reading.read_oa)

    @staticmethod
    def secret(zalo: Configuration) -> str:
        """Return the secret of the account's webhooks."""
        return zalo.oa_secret
