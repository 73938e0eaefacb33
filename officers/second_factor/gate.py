"""Who has passed where.

Officers' sessions end, and nobody gets further than the second factor without it.
"""

from collections.abc import Callable
from time import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from foundation.api.addresses import is_for_officers
from officers.second_factor import devices

GetResponse = Callable[[HttpRequest], HttpResponseBase]
BEGAN, SEEN = "began", "seen"
_SEEN_STEP = 60  # seconds: the session is written at most once a minute, not at every click


class SessionLimits:
    """Ends an officer's session after a time without a click.

    And at the latest after a working day.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, of nobody if the session is over."""
        if is_for_officers(request) and request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    @staticmethod
    def _check(request: HttpRequest) -> None:
        now, session = int(time()), request.session
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if (
            now - began > settings.OFFICER_SESSION_HOURS * 3600
            or now - seen > settings.OFFICER_IDLE_MINUTES * 60
        ):
            logout(request)
            messages.warning(request, "Phiên làm việc đã hết hạn. Vui lòng đăng nhập lại.")
        elif now - seen >= _SEEN_STEP:
            session[SEEN] = now


class SecondFactor:
    """Sends an officer who has proved only the password to where the second factor is proved or set up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or send the officer to the page that is missing."""
        if not is_for_officers(request) or not self._is_missing(request):
            return self.get_response(request)
        has_device = devices.confirmed(request.user)  # type: ignore[arg-type]  # an officer, see above
        target = reverse("second-factor-prove" if has_device else "second-factor-set-up")
        return (
            self.get_response(request) if self._is_open(request, target) else _sent(request, target)
        )

    @staticmethod
    def _is_missing(request: HttpRequest) -> bool:
        user = request.user
        return devices.is_required_of(user) and not user.is_verified()  # type: ignore[arg-type,union-attr]  # django-otp adds it

    @staticmethod
    def _is_open(request: HttpRequest, target: str) -> bool:
        """Whoever has a phone set up can't set up another one with the password alone."""
        return request.path in (
            target,
            reverse("admin:logout"),
            reverse("admin:login"),
            reverse("admin:jsi18n"),
        )


def _sent(request: HttpRequest, target: str) -> HttpResponseRedirect:
    wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{target}?{urlencode(wanted)}" if wanted else target)
