"""Middleware of the admin: limits sessions, and requires the second factor on every page."""

from time import time
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from officers.account_rules import is_administrator
from officers.middleware import OnlyForOfficers
from officers.second_factor import devices

BEGAN, SEEN = "began", "seen"
_SEEN_STEP = 60  # seconds: the session is written at most once a minute, not on every click


class SessionLimits(OnlyForOfficers, MiddlewareMixin):
    """Ends an officer's session after a time without clicks, and after a working day at most."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the user out of the request if the session is over."""
        if request.user.is_authenticated:
            self._check(request)

    @staticmethod
    def _check(request: HttpRequest) -> None:
        now, session = int(time()), request.session
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if now - began > settings.OFFICER_SESSION_HOURS * 3600 or _is_idle(
            cast("User", request.user), now - seen
        ):
            logout(request)
            messages.warning(request, "Phiên làm việc đã hết hạn. Vui lòng đăng nhập lại.")
        elif now - seen >= _SEEN_STEP and request.path != reverse("desk-live"):
            # Requests that an open page sends by itself are not clicks.
            session[SEEN] = now


def _is_idle(officer: User, seconds: int) -> bool:
    """Return True if nobody clicked for too long (TCVN 14423:2026, 5.5.2.2 a)."""
    return seconds > settings.OFFICER_IDLE_MINUTES * 60 or (
        seconds > settings.ADMINISTRATOR_IDLE_MINUTES * 60 and is_administrator(officer)
    )


class SecondFactor(OnlyForOfficers, MiddlewareMixin):
    """Redirects officers who have entered only the password to the page of the second factor."""

    def process_request(self, request: HttpRequest) -> HttpResponseRedirect | None:
        """Pass the request on, or redirect to prove or set up the second factor."""
        if not devices.lacks_second_factor(request.user):
            return None
        has_phone = devices.confirmed_phone(cast("User", request.user))
        target = reverse("second-factor-prove" if has_phone else "second-factor-set-up")
        if self._is_open(request, target):
            return None
        return _redirect_to(request, target)

    @staticmethod
    def _is_open(request: HttpRequest, target: str) -> bool:
        """Return True for the few pages that need no second factor.

        Once a phone is set up, the page to set up another needs it: else the password alone would
        be enough.
        """
        return request.path in (
            target,
            reverse("admin:logout"),
            reverse("admin:login"),
            reverse("admin:jsi18n"),
        )


def _redirect_to(request: HttpRequest, target: str) -> HttpResponseRedirect:
    wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{target}?{urlencode(wanted)}" if wanted else target)
